/** The command-line clients that dockopt can drive, in the order in which it looks for them. */
export const ENGINE_NAMES = ['docker', 'podman', 'buildah'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** A command-line client whose engine answered. */
export interface Engine {
  readonly name: EngineName;
  /** As the engine gives it: `28.5.2`. */
  readonly version: string;
  /** Passed on as `--builder`, so that a remote or clustered BuildKit builds. */
  readonly builder: string | undefined;
}

/** One run of dockopt at an engine: everything it makes carries its label and is removed when it ends. */
export interface Session {
  readonly engine: Engine;
  /** Unique to the run; part of the label of every image and container. */
  readonly id: string;
  /** A folder of this run's own for temporary files. */
  readonly folder: string;
  /** Aborted on SIGINT and SIGTERM: every running client is ended. */
  readonly signal: AbortSignal;
  /** Leave images, containers and files as they are in the end. */
  readonly keep: boolean;
}

/** What goes to every build. */
export interface BuildSettings {
  readonly target: string | undefined;
  readonly platform: string | undefined;
  /** `NAME=value`, or `NAME` for a value of the environment. */
  readonly buildArguments: readonly string[];
  readonly buildContexts: readonly string[];
  /** As `--secret` takes them; values are never printed. */
  readonly secrets: readonly string[];
  readonly ssh: readonly string[];
  readonly network: string | undefined;
  readonly addHosts: readonly string[];
  readonly timeoutSeconds: number;
}

/** One image to build. The build sees the context as it lies on the disk, and these two texts in place of its own. */
export interface BuildRequest {
  /** What progress and messages call it: `app/Dockerfile as it is`. */
  readonly title: string;
  readonly dockerfile: string;
  /** Empty for none. */
  readonly dockerignore: string;
  /** Folder of the build context. */
  readonly context: string;
  readonly settings: BuildSettings;
  /** Build every instruction anew. */
  readonly noCache: boolean;
}

/** An image that a session built. */
export interface BuiltImage {
  /** The name by which the engine knows it. */
  readonly reference: string;
  readonly seconds: number;
}

/** What goes to every run of a container. */
export interface RunSettings {
  /** Words for the client's `run`, in front of the image: `--network=host`, `--env=MODE=test`. */
  readonly runArguments: readonly string[];
  /** Ports on which the program in the container is to listen. */
  readonly ports: readonly number[];
  /** How long a smoke command may take. */
  readonly smokeTimeoutSeconds: number;
}
