/** One entry of a folder of the build context. */
export interface ContextEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'other';
  /** Size of a file in bytes; 0 for folders and others. */
  readonly bytes: number;
  /** In a listing: the name is a symbolic link to the file or folder, and a build copies the link. */
  readonly isLink?: true;
}

/** A further Dockerfile that is built from the same context. */
export interface SharedDockerfile {
  /** Path relative to the context root, `/`-separated. */
  readonly path: string;
  readonly text: string;
}

/**
 * The files that a build can see: what `docker build <context>` is given. Paths are relative to the root of the context
 * and `/`-separated; the root itself is `''`. Disk, a page in memory and tests each implement it; all calls are
 * synchronous and never throw for a path that is not there.
 */
export interface BuildContext {
  /** Where the Dockerfile lies in the context; undefined when it lies outside of it. */
  readonly dockerfilePath: string | undefined;
  /** Text of a regular file; undefined when it is not there, too large (over 2 MiB) or not UTF-8. */
  read(path: string): string | undefined;
  /** The entry at a path, symbolic links followed inside the context; undefined when nothing is there. */
  entry(path: string): ContextEntry | undefined;
  /** Entries of a folder, sorted by name; empty when it is no folder. */
  list(path: string): readonly ContextEntry[];
  /** Whether git tracks this file, or anything below this folder; undefined when the context is in no git work tree. */
  tracked(path: string): boolean | undefined;
  /** The other Dockerfiles that are built from this context, as far as they can be seen. */
  readonly sharedDockerfiles: readonly SharedDockerfile[];
}

/** A build argument that a compose, bake or CI file passes; `value` is undefined where it is not a literal. */
export interface PassedBuildArgument {
  readonly name: string;
  readonly value: string | undefined;
}

/** What the repository around a Dockerfile says about how it is built and run (compose, bake and CI files). */
export interface RepositoryUse {
  /** Stages that are built as targets. */
  readonly targets: readonly string[];
  readonly buildArguments: readonly PassedBuildArgument[];
  /** Named build contexts (`--build-context NAME=…`), which hide stages and images of that name. */
  readonly namedContexts: readonly string[];
  /** Commands run in the built image by others: compose `command`, `entrypoint`, `healthcheck.test`, `docker exec` lines. */
  readonly commands: readonly string[];
  /** A builder other than BuildKit is used (kaniko, buildah, `DOCKER_BUILDKIT=0`). */
  readonly foreignBuilder: boolean;
}

/** Nothing is known about how the Dockerfile is used. */
export const UNKNOWN_USE: RepositoryUse = {
  targets: [],
  buildArguments: [],
  namedContexts: [],
  commands: [],
  foreignBuilder: false,
};
