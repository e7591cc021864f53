import {
  distrolessHas,
  distrolessImage,
  DISTROLESS_USERS,
  NEWEST_DISTROLESS,
  type DistrolessKind,
} from '../../../src/knowledge/minimal-images.js';
import { baseFix } from '../base-fix.js';
import type { FinalStage } from '../final-stage.js';
import { refusalOf, type Offer } from '../offer.js';
import { listOf, startedPrograms } from '../programs/index.js';
import type { PlacedProgram } from '../programs/program.js';
import { shellObstacle } from '../shell-less.js';

/** How programs are linked, for people. */
const LINKED: Readonly<Record<DistrolessKind, string>> = {
  static: 'static',
  base: 'linked with the C library alone',
  cc: 'linked with the libraries of C and of the compiler alone',
};

/** The distroless image for programs in machine code, by what they are linked with, of the suite that they run on now. */
export const distroless: Offer = {
  name: 'distroless',
  plan(final) {
    const programs = startedPrograms(final);
    const kind = kindFor(programs);
    const after = kind && imageFor(final, kind);
    if (kind === undefined || after === undefined) return undefined;
    const obstacle = shellObstacle(final, programs, {
      hasPackage: (name) => distrolessHas(kind, name),
      users: DISTROLESS_USERS,
    });
    if (obstacle !== undefined)
      return refusalOf(final, `${final.written} stays and does not become ${after}`, obstacle);
    return baseFix(final, {
      after,
      kind,
      message: `${final.written} becomes ${after}: ${listOf(programs)} ${LINKED[kind]}; certificates, time zones, users and /tmp are there. Not sure: it has no shell and no package manager, whether anybody wants one (docker exec -it … sh) can't be seen, and it comes from another registry.`,
    });
  },
};

function kindFor(programs: readonly PlacedProgram[]): DistrolessKind | undefined {
  if (programs.length === 0) return undefined;
  if (programs.some(({ links }) => links === 'libgcc')) return 'cc';
  return programs.some(({ links }) => links === 'libc') ? 'base' : 'static';
}

/** A program that brings its libraries itself runs on any suite; all others on their own alone (hazards S6). */
function imageFor({ image, suite }: FinalStage, kind: DistrolessKind): string | undefined {
  const own = image === 'debian' && suite !== undefined ? distrolessImage(kind, suite) : undefined;
  return own ?? (kind === 'static' ? distrolessImage(kind, NEWEST_DISTROLESS) : undefined);
}
