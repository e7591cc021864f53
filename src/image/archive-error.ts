/**
 * What is wrong with an archive or a blob, as the end of a sentence that begins with its name (`is cut short`), and what to
 * do. Whoever knows the name makes an `EngineError` of it.
 */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';

  constructor(
    readonly problem: string,
    readonly remedy = 'save the image again',
    cause?: unknown,
  ) {
    super(`${problem}, ${remedy}`, { cause });
  }
}
