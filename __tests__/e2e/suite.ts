import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { connectEngine, imageSize, REQUIRE_ALL, type Engine } from './engine.js';
import { gemBases } from './gem-bases.js';
import {
  expectBuildFails,
  prove,
  sizeTable,
  withProvenImage,
  type Pair,
  type Side,
  type Sizes,
} from './prove.js';
import { servePythonIndex, type PythonIndex } from './python-index.js';

/** What a test of a suite gets. */
export interface Prover {
  /** Proves a pair and keeps its sizes for the table at the end. */
  readonly prove: (pair: Pair) => Promise<Sizes>;
  /** Builds one image, expects that it does what it must, and gives its size in bytes. */
  readonly proveOne: (side: Side) => Promise<number>;
  /** Expects that an image can't be built, for the reason that `smoke.json` says. */
  readonly proveFailure: (side: Side) => Promise<void>;
}

/**
 * Declares tests that need a container engine. Where there is none they are skipped, which is said, or fail when
 * `DOCKOPT_REQUIRE_ALL=1`. A table of sizes is printed at the end.
 * @param wheelhouses further folders whose Dockerfile makes packages for the Python index
 */
export async function describeWithEngine(
  title: string,
  declare: (prover: Prover) => void,
  wheelhouses: readonly string[] = [],
): Promise<void> {
  const result = await connectEngine();
  if (result.kind === 'absent') {
    if (REQUIRE_ALL) {
      test(`${title}: a container engine answers`, () => {
        throw new Error(result.why);
      });
    } else {
      describe.skip(`${title} (skipped: ${result.why})`, () => {
        const absent = (): Promise<never> => Promise.reject(new Error(result.why));
        declare({ prove: absent, proveOne: absent, proveFailure: absent });
      });
    }
    return;
  }
  describeWith(result.engine, title, declare, wheelhouses);
}

function describeWith(
  engine: Engine,
  title: string,
  declare: (prover: Prover) => void,
  wheelhouses: readonly string[],
): void {
  describe(title, () => {
    const rows: Sizes[] = [];
    let index: PythonIndex | undefined;
    beforeAll(async () => {
      const python = await servePythonIndex(engine, wheelhouses);
      const ruby = gemBases(engine);
      index = {
        replaceBases: async (bases) =>
          new Map([...(await python.replaceBases(bases)), ...(await ruby.replaceBases(bases))]),
        close: async () => {
          await python.close();
          await ruby.close();
        },
      };
    });
    afterAll(async () => {
      await index?.close();
      process.stdout.write(`\n${title}\n${sizeTable(rows)}`);
    });
    const running = (): PythonIndex => {
      if (index === undefined) throw new Error('the package index did not start');
      return index;
    };
    declare({
      prove: async (pair) => {
        const sizes = await prove(engine, running(), pair);
        rows.push(sizes);
        return sizes;
      },
      proveOne: (side) => withProvenImage(engine, running(), side, (tag) => imageSize(engine, tag)),
      proveFailure: (side) => expectBuildFails(engine, running(), side),
    });
  });
}
