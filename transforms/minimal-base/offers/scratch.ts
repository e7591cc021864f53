import { baseFix } from '../base-fix.js';
import { stageCopies } from '../copies.js';
import { endState } from '../start.js';
import type { FinalStage } from '../final-stage.js';
import { refusalOf, type Offer } from '../offer.js';
import { listOf, startedPrograms } from '../programs/index.js';
import type { PlacedProgram } from '../programs/program.js';
import { shellObstacle, type ShellLessBase } from '../shell-less.js';

/** Nothing at all. */
const NOTHING: ShellLessBase = { hasPackage: () => false, users: new Set() };

/**
 * `scratch` for static programs that ask nothing of the image: their sources are all there is to them, and use no certificates, time
 * zones, users and temporary files. What asks for these, or has code of others in it, gets the static image of distroless, which has
 * them and is 2 MB larger.
 */
export const scratch: Offer = {
  name: 'scratch',
  plan(final) {
    const programs = startedPrograms(final);
    if (programs.length === 0 || !programs.every((program) => isAlone(final, program))) {
      return undefined;
    }
    const obstacle = shellObstacle(final, programs, NOTHING);
    if (obstacle !== undefined) {
      const isMetByDistroless = ['installs-packages', 'user-by-name'].includes(obstacle.reason);
      return isMetByDistroless
        ? undefined
        : refusalOf(final, `${final.written} stays, although its program is static`, obstacle);
    }
    return baseFix(final, {
      after: 'scratch',
      kind: 'scratch',
      message: `${final.written} becomes scratch: ${listOf(programs)} static, and nothing of the image is asked for. Not sure: it has no shell, no package manager and no /tmp then, and whether anybody wants one (docker exec -it … sh) can't be seen.`,
    });
  },
};

function isAlone(final: FinalStage, { links, needs }: PlacedProgram): boolean {
  const hasCertificates = stageCopies(final).some(({ destination }) =>
    /^\/etc\/ssl\/certs(?:\/|$)|^\/etc\/ssl\/cert\.pem$/.test(destination),
  );
  const usesZones = needs.timeZones || endState(final)?.environment.has('TZ') === true;
  return (
    links === 'nothing' &&
    !needs.unseenCode &&
    !usesZones &&
    !needs.temporaryFiles &&
    !needs.users &&
    (hasCertificates || !needs.certificates)
  );
}
