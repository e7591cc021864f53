/** An image that was built to verify a rewriting. */
export interface VerifyingBuild {
  /** `app/Dockerfile as it is`. */
  readonly title: string;
  /** Undefined where it did not build. */
  readonly seconds: number | undefined;
  /** What fails with it, as a clause. */
  readonly failure: string | undefined;
}

/** What builds showed of a rewriting, and what was kept of it. */
export interface Verification {
  /**
   * - `verified`: the image holds and does the same.
   * - `built-not-exercised`: it holds the same, and it can't be seen whether it does; only `safe` fixes were kept.
   * - `nothing-held`: every fix was left out.
   */
  readonly result: 'verified' | 'built-not-exercised' | 'nothing-held';
  /** What was seen of both images, as a clause: `the health check passes in both`. */
  readonly how: string;
  /** As the engine measures the images; the second is undefined where nothing was kept. */
  readonly bytes: { readonly before: number; readonly after: number | undefined };
  /** In their order; further ones of other Dockerfiles that read the same ignore file are among them. */
  readonly builds: readonly VerifyingBuild[];
  /** The fixes that were left out, and what fails with each. */
  readonly dropped: readonly { readonly id: string; readonly why: string }[];
}
