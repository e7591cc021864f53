/** One path of a layer, or of the file system that the layers make. */
export interface FileEntry {
  readonly kind: 'file' | 'directory' | 'symlink' | 'other';
  /** Bytes of a regular file's content; 0 for all others, and for a further name (hard link) of a file of the same layer. */
  readonly bytes: number;
  /** Permission bits with set-id and sticky bits: 0o7777 at most. */
  readonly mode: number;
  readonly owner: number;
  readonly group: number;
  /** Where a symbolic link leads, as it is written. */
  readonly target?: string;
  /** SHA-256 of a regular file's content in hexadecimal digits; a hard link has that of the file that it names. */
  readonly digest?: string;
  /** Of a further name (hard link): the path that holds the content, in the same layer. */
  readonly link?: string;
  /** Extended attributes as `name=value` lines, sorted: file capabilities, access control lists. */
  readonly attributes?: string;
}

/** One layer of an image. Paths are absolute, `/`-separated, without a slash at the end: `/etc/passwd`. */
export interface Layer {
  /** Digest of the uncompressed layer, `sha256:…`: the same layer of two images has the same. */
  readonly diffId: string;
  /**
   * Sum of the bytes of its files. Where the engine gave its own figure of the image and counts the texts of symbolic links
   * in this layer too (Docker does so in layers that it pulled or loaded, and not in those that it built), they are included.
   */
  readonly bytes: number;
  /**
   * Bytes as a registry stores it: of its blob where that is compressed, else of gzip at its usual level, as zlib makes it;
   * the compressors of engines differ from it by a few percent.
   */
  readonly compressedBytes: number;
  /** The instruction that made it, as the image's history gives it; empty where the history names none. */
  readonly createdBy: string;
  readonly entries: ReadonlyMap<string, FileEntry>;
  /** Paths of earlier layers that it deletes, each with all that is below. */
  readonly deleted: ReadonlySet<string>;
  /** Folders whose content of earlier layers it hides. */
  readonly opaque: ReadonlySet<string>;
}

/**
 * The part of an image's configuration that decides how it runs.
 * @see https://github.com/opencontainers/image-spec/blob/main/config.md
 */
export interface ImageConfiguration {
  /** `NAME=value`, in order. */
  readonly environment: readonly string[];
  readonly entrypoint: readonly string[] | undefined;
  readonly command: readonly string[] | undefined;
  readonly workingDirectory: string;
  readonly user: string;
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
  readonly stopSignal: string | undefined;
  readonly shell: readonly string[] | undefined;
  /** The words of HEALTHCHECK as the image stores them (`CMD`, `CMD-SHELL` or `NONE` first), with its timing. */
  readonly healthcheck: Healthcheck | undefined;
  readonly onBuild: readonly string[];
}

/** HEALTHCHECK as an image stores it; durations in nanoseconds, undefined where they are not set. */
export interface Healthcheck {
  readonly test: readonly string[];
  readonly interval: number | undefined;
  readonly timeout: number | undefined;
  readonly startPeriod: number | undefined;
  readonly retries: number | undefined;
}

/** All that is read of an image. */
export interface ImageContents {
  /** As the user named it. */
  readonly name: string;
  /** `linux/amd64`. */
  readonly platform: string;
  readonly configuration: ImageConfiguration;
  /** From the base up. */
  readonly layers: readonly Layer[];
  /** The engine's own figure where an engine gave one, else the sum of the layers. */
  readonly bytes: number;
  readonly compressedBytes: number;
  /** The file system that the layers make. */
  readonly files: ReadonlyMap<string, FileEntry>;
  /** Texts of the package databases in the final file system, by path: what `readPackages` reads. */
  readonly databases: ReadonlyMap<string, string>;
}
