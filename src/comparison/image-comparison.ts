import type { FileEntry } from './image-contents.js';

/** What two images differ in, as plain data that every report format shows. Lists are complete; reports cut them. */
export interface ImageComparison {
  readonly before: ImageSummary;
  readonly after: ImageSummary;
  readonly layers: readonly LayerRow[];
  /** Folders and files that explain most of the difference in bytes, largest first; none lies below another. */
  readonly largest: readonly PathSum[];
  readonly packages: readonly PackageChange[];
  readonly paths: PathChanges;
  /** In the order of `ImageConfiguration`; of lists that name things (environment, labels), one for each name. */
  readonly configuration: readonly ConfigurationChange[];
}

/** The figures of one image. All sizes are in bytes. */
export interface ImageSummary {
  readonly name: string;
  /** `linux/amd64`. */
  readonly platform: string;
  /** As the engine measures the image. */
  readonly bytes: number;
  /** As a registry stores it. */
  readonly compressedBytes: number;
  /** Of the files in the final file system: `bytes` without what is wasted. */
  readonly fileBytes: number;
  /** How many regular files the final file system has. */
  readonly files: number;
  readonly waste: Waste;
}

/** Bytes that an image carries and that nothing can see: of files that a later layer overwrote or deleted. */
export interface Waste {
  readonly bytes: number;
  /** Largest first, then by path. */
  readonly paths: readonly WastedPath[];
  /** Wasted bytes by the layer that overwrote or deleted the files, in the order of the layers; those without waste are left out. */
  readonly layers: readonly { readonly layer: number; readonly bytes: number }[];
}

/** A path of which an earlier layer holds bytes that a later one hides. */
export interface WastedPath {
  readonly path: string;
  /** Of all hidden versions of the file together. */
  readonly bytes: number;
  /** Each hidden version: the layer that holds its bytes, the layer that hid it (indexes from the base up), and how. */
  readonly versions: readonly HiddenVersion[];
}

export interface HiddenVersion {
  readonly bytes: number;
  readonly storedBy: number;
  readonly hiddenBy: number;
  readonly how: 'overwritten' | 'deleted';
}

/** A row of the two images' layers side by side. A layer that both images have stands in both columns of one row. */
export interface LayerRow {
  readonly before: LayerSummary | undefined;
  readonly after: LayerSummary | undefined;
  /** Whether both are the same layer, by its digest. */
  readonly shared: boolean;
}

export interface LayerSummary {
  /** Its place among the layers of its image, from the base up, from 0. */
  readonly index: number;
  /** `sha256:…`. */
  readonly diffId: string;
  readonly bytes: number;
  readonly compressedBytes: number;
  /** The instruction that made it; empty where that is not known. */
  readonly createdBy: string;
}

/** The bytes of a file, or of all files below a folder, in the final file systems of both images. */
export interface PathSum {
  readonly path: string;
  readonly folder: boolean;
  readonly before: number;
  readonly after: number;
  /** How many files below it were lost, gained or changed. */
  readonly files: number;
}

/** The package managers whose databases are read. */
export const PACKAGE_MANAGERS = ['dpkg', 'apk', 'pip', 'npm'] as const;
export type PackageManager = (typeof PACKAGE_MANAGERS)[number];

/** A package that one image has and the other has not, or in another version or size; largest difference in bytes first. */
export interface PackageChange {
  readonly manager: PackageManager;
  readonly name: string;
  /** `undefined` where the image has not got it. */
  readonly before: PackagePresence | undefined;
  readonly after: PackagePresence | undefined;
}

export interface PackagePresence {
  /** More than one where several are installed side by side, as npm and multi-architecture dpkg do; sorted. */
  readonly versions: readonly string[];
  /** Of its files that the image really has. */
  readonly bytes: number;
}

/** The paths of the final file systems that differ, each list sorted by path. */
export interface PathChanges {
  readonly lost: PathList;
  readonly gained: PathList;
  readonly changed: PathList;
}

export interface PathList {
  /** Of regular files: of the first image where they were lost, else of the second. */
  readonly bytes: number;
  readonly paths: readonly PathChange[];
}

/** What may differ about a path that both images have; its time stamps never count. */
export type PathAspect = 'kind' | 'mode' | 'owner' | 'group' | 'target' | 'content' | 'attributes';

/** A path that is gone, new or different. */
export interface PathChange {
  readonly path: string;
  readonly before: FileEntry | undefined;
  readonly after: FileEntry | undefined;
  /** Empty where one side has not got the path. */
  readonly aspects: readonly PathAspect[];
}

/** The settings of an image's configuration, by the instruction that sets them. */
export type ConfigurationSetting =
  | 'ENV'
  | 'ENTRYPOINT'
  | 'CMD'
  | 'WORKDIR'
  | 'USER'
  | 'EXPOSE'
  | 'VOLUME'
  | 'LABEL'
  | 'STOPSIGNAL'
  | 'SHELL'
  | 'HEALTHCHECK'
  | 'ONBUILD';

/** One value of the configuration that differs, written as a Dockerfile would (`["node","app.js"]`). */
export interface ConfigurationChange {
  readonly setting: ConfigurationSetting;
  /** Of ENV and LABEL the variable or label, of EXPOSE and VOLUME the port or path; empty for the others. */
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}
