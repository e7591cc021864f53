import { localCopies } from '../../../../src/context/copied-files.js';
import { refuse, type Ecosystem, type Refusal, type Site } from '../../site.js';
import { classifyPackages } from '../../packages.js';
import { aptPackages } from '../../stage-commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { installsOf } from './environment.js';
import { python } from './index.js';
import { servesInstall } from './system-python.js';

/** Python of Debian or Ubuntu, which apt installs: what pip installs comes into a virtual environment, as in images of Python. */
export const pythonOnDebian: Ecosystem = {
  ...python,
  images: ['debian', 'ubuntu'],
  builds: (site) => installsOf(site).length > 0,
  isCompiler: servesInstall,
  worth,
};

/** pip alone brings a compiler, where it comes with what its package recommends. */
function worth(site: Site, builds: readonly Instruction[]): Refusal | undefined {
  const { build } = classifyPackages(aptPackages(site, builds), servesInstall);
  return build.length > 0 && localCopies(site.stage, site.states).length > 0
    ? undefined
    : refuse(
        'nothing-built',
        'No build tool is installed, or nothing of the context is in the image, so that a builder stage would leave nothing behind.',
      );
}
