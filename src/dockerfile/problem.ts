/** A text that BuildKit would reject, with the place and the reason. */
export interface SyntaxProblem {
  /** UTF-16 offset where the offending instruction or line starts. */
  readonly offset: number;
  readonly message: string;
}
