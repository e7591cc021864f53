import type { Ecosystem } from '../site.js';
import { COREPACK, NPM, PNPM, YARN } from './node.js';
import { COMPOSER } from './php.js';
import { GO } from './go.js';
import { PIP } from './python.js';
import { BUNDLER } from './ruby.js';

/** The package managers whose installs are understood. */
export const ECOSYSTEMS: readonly Ecosystem[] = [
  NPM,
  YARN,
  PNPM,
  COREPACK,
  PIP,
  GO,
  BUNDLER,
  COMPOSER,
];
