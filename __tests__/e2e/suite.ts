import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { connectEngine, REQUIRE_ALL, type Engine } from './engine.js';
import { prove, sizeTable, type Pair, type Sizes } from './prove.js';
import { servePythonIndex, type PythonIndex } from './python-index.js';

/** What a test of a suite gets. */
export interface Prover {
  /** Proves a pair and keeps its sizes for the table at the end. */
  readonly prove: (pair: Pair) => Promise<Sizes>;
}

/**
 * Declares tests that need a container engine. Where there is none they are skipped, which is said, or fail when
 * `DOCKOPT_REQUIRE_ALL=1`. A table of sizes is printed at the end.
 */
export async function describeWithEngine(
  title: string,
  declare: (prover: Prover) => void,
): Promise<void> {
  const result = await connectEngine();
  if (result.kind === 'absent') {
    if (REQUIRE_ALL) {
      test(`${title}: a container engine answers`, () => {
        throw new Error(result.why);
      });
    } else {
      describe.skip(`${title} (skipped: ${result.why})`, () => {
        declare({ prove: () => Promise.reject(new Error(result.why)) });
      });
    }
    return;
  }
  describeWith(result.engine, title, declare);
}

function describeWith(engine: Engine, title: string, declare: (prover: Prover) => void): void {
  describe(title, () => {
    const rows: Sizes[] = [];
    let index: PythonIndex | undefined;
    beforeAll(async () => {
      index = await servePythonIndex(engine);
    });
    afterAll(async () => {
      await index?.close();
      process.stdout.write(`\n${title}\n${sizeTable(rows)}`);
    });
    declare({
      prove: async (pair) => {
        if (index === undefined) throw new Error('the package index did not start');
        const sizes = await prove(engine, index, pair);
        rows.push(sizes);
        return sizes;
      },
    });
  });
}
