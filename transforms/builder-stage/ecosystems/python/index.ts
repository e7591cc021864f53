import type { Ecosystem } from '../../site.js';
import { commandRole, copyRole, imageCopyRole, resolve } from './commands.js';
import { plan, worth } from './plan.js';

/** Python: packages are installed into a virtual environment of the builder and copied at the same path. */
export const python: Ecosystem = {
  images: ['python'],
  copiesFolder: () => false,
  buildTools: /^$/,
  commandRole,
  copyRole,
  imageCopyRole,
  worth,
  plan,
  resolve,
};
