/**
 * What a user of an engine or an image can mend: no engine, no such image, a build that fails, a corrupt archive. The
 * message is one clear line with what to do; `details` are the last lines of what the engine itself said.
 */
export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    message: string,
    readonly details: readonly string[] = [],
  ) {
    super(message);
  }
}
