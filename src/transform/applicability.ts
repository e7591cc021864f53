/**
 * How far a fix can be trusted; chosen per fix.
 * - `safe`: every condition under which the built image behaves the same was checked, and held. Comments survive. Applied by default.
 * - `unsafe`: right in the usual case, but something that decides it can't be seen from here. Applied with `--unsafe`.
 * - `manual`: the saving is seen, the edit can't be trusted to a program. Shown, never applied.
 */
export type Applicability = 'safe' | 'unsafe' | 'manual';

/** The definitions that `dockopt explain` prints. */
export const APPLICABILITY_DEFINITIONS: Readonly<Record<Applicability, string>> = {
  safe: 'every condition under which the built image behaves the same was checked, and held; applied by default',
  unsafe:
    "right in the usual case, but something that decides it can't be seen from here; applied with --unsafe",
  manual: "the saving is seen, the edit can't be trusted to a program; shown, never applied",
};
