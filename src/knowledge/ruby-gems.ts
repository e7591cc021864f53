import { COMPILED, LOADED, PURE } from './data/ruby-gems.js';
import type { NativeNeed } from './native-packages.js';

interface Tables {
  readonly pure: ReadonlySet<string>;
  readonly compiled: ReadonlySet<string>;
  readonly loaded: ReadonlyMap<string, readonly string[]>;
}

let known: Tables | undefined;

function tables(): Tables {
  known ??= {
    pure: new Set(PURE.split(' ')),
    compiled: new Set(COMPILED.split(' ')),
    loaded: new Map(
      LOADED.split('\n').map((line) => {
        const colon = line.indexOf(': ');
        return [line.slice(0, colon), line.slice(colon + 2).split(' ')];
      }),
    ),
  };
  return known;
}

/** What a gem needs that is installed in its form for all platforms, its dependencies left out of account. */
export function gemNeed(name: string): NativeNeed {
  const { pure, compiled, loaded } = tables();
  if (pure.has(name)) return { kind: 'pure' };
  if (compiled.has(name)) return { kind: 'compiler' };
  const packages = loaded.get(name);
  return packages === undefined
    ? { kind: 'unknown' }
    : { kind: 'prebuilt', packages, certain: true };
}
