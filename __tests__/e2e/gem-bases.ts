import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildImage, provideBases, removeImage, type Engine } from './engine.js';

/** Ruby base images whose bundler knows the gems of `gems/` alone. */
export interface GemBases {
  /** Twins of the given base images, by the name of what they are twins of. */
  readonly replaceBases: (bases: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly close: () => Promise<void>;
}

const FOLDER = fileURLToPath(new URL('gems', import.meta.url));

/** Twins of Ruby's base images, each made when it is first asked for. */
export function gemBases(engine: Engine): GemBases {
  const twins = new Map<string, string>();
  return {
    async replaceBases(bases) {
      const wanted = bases.filter((base) => /^(docker\.io\/)?(library\/)?ruby:/.test(base));
      for (const base of wanted) {
        if (twins.has(base)) continue;
        await provideBases(engine, ['debian:12', base]);
        const tag = await buildImage(engine, {
          name: `gems-${base.replace(/[^a-z0-9]+/g, '-')}`,
          dockerfile: readFileSync(join(FOLDER, 'Dockerfile'), 'utf8'),
          context: FOLDER,
          arguments: { BASE: base },
        });
        twins.set(base, tag);
      }
      return new Map([...twins].filter(([base]) => wanted.includes(base)));
    },
    async close() {
      for (const tag of twins.values()) await removeImage(engine, tag);
    },
  };
}
