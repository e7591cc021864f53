/**
 * Why an engine did not do what it was asked to do. `build` and `timeout` are about what was built or run; a base that
 * can't be had may be either; all others are about the machine.
 */
export type EngineFailure =
  /** No client, or none whose engine answers. */
  | 'absent'
  /** The socket of the engine may not be used. */
  | 'permission'
  /** The engine can't do what was asked: buildah runs nothing, podman knows no builders. */
  | 'unsupported'
  | 'disk-full'
  /** An image that a Dockerfile starts from or copies from can't be had. */
  | 'base'
  /** The program that `# syntax=` names can't be had. */
  | 'frontend'
  /** There is no such image. */
  | 'image'
  | 'build'
  | 'timeout'
  /** All else that a client had to say. */
  | 'other';

/**
 * What a user of an engine or an image can mend: no engine, no such image, a build that fails, a corrupt archive. The
 * message is one clear line with what to do; `details` are the last lines of what the engine itself said.
 */
export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    message: string,
    readonly details: readonly string[] = [],
    readonly failure: EngineFailure = 'other',
  ) {
    super(message);
  }
}
