import type { Ecosystem } from '../site.js';
import { c } from './c/index.js';
import { dotnet } from './dotnet/index.js';
import { go } from './go/index.js';
import { java } from './java/index.js';
import { node } from './node/index.js';
import { php } from './php/index.js';
import { python } from './python/index.js';
import { pythonOnDebian } from './python/on-debian.js';
import { ruby } from './ruby/index.js';
import { rust } from './rust/index.js';

/** The ecosystems that can be split. The first that takes a stage has it: Java comes before C, and C before Python, as all build in images of Debian. */
export const ECOSYSTEMS: readonly Ecosystem[] = [
  node,
  python,
  ruby,
  php,
  go,
  java,
  dotnet,
  c,
  rust,
  pythonOnDebian,
];
