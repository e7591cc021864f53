import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDockerfile } from '../../src/dockerfile/parse.js';
import { findDifference } from '../support/agreement.js';
import {
  corpus,
  describeWith,
  readBuildKitCases,
  readDockerfiles,
  type CorpusFile,
} from '../support/corpus.js';
import { mutated, soup } from '../support/dockerfile-soup.js';
import { knownDefects } from '../support/known-defects.js';
import { findOracle, readWithBuildKit } from '../support/oracle.js';

const oracle = findOracle();

/** Every text on which we differ from BuildKit's parser, with the first difference. */
function findDifferences(
  oraclePath: string,
  files: readonly CorpusFile[],
): { readonly differences: readonly string[]; readonly accepted: number } {
  const reports = readWithBuildKit(
    oraclePath,
    files.map(({ text }) => text),
  );
  const differences = files.flatMap(({ path, text }, index) => {
    const report = reports[index];
    const difference = report && findDifference(text, report);
    return difference === undefined
      ? []
      : [`${path}: ${JSON.stringify(difference)} in ${JSON.stringify(text.slice(0, 2000))}`];
  });
  const accepted = reports.filter(
    ({ error, instructionsError }) => error === undefined && instructionsError === undefined,
  ).length;
  return { differences, accepted };
}

describeWith(oracle, "the line reader and BuildKit's parser", 4, (oraclePath) => {
  describeWith(corpus, 'on the corpus', 2, (corpusPath) => {
    test('agree on every real Dockerfile', () => {
      const files = readDockerfiles(corpusPath);
      expect(files.length).toBeGreaterThanOrEqual(1917);
      const { differences, accepted } = findDifferences(oraclePath, files);
      expect(differences).toEqual([]);
      expect(accepted).toBeGreaterThan(1800);
    });

    test("agree on every case of BuildKit's own tests", () => {
      const files = readBuildKitCases(corpusPath);
      expect(files.length).toBeGreaterThanOrEqual(500);
      expect(findDifferences(oraclePath, files).differences).toEqual([]);
    });

    test('agree on 4000 real Dockerfiles with changed lines', () => {
      const originals = [...readDockerfiles(corpusPath), ...readBuildKitCases(corpusPath)].filter(
        ({ text }) => text.length < 8000,
      );
      const arbitrary = fc
        .constantFrom(...originals)
        .chain(({ path, text }) => mutated(text).map((changed) => ({ path, text: changed })));
      const { differences, accepted } = findDifferences(oraclePath, sample(arbitrary, 4000));
      expect(differences).toEqual([]);
      expect(accepted).toBeGreaterThan(1000);
    });
  });

  test('agree on 6000 random texts', () => {
    const arbitrary = soup.map((text) => ({ path: 'soup', text }));
    const { differences, accepted } = findDifferences(oraclePath, sample(arbitrary, 6000));
    expect(differences).toEqual([]);
    expect(accepted).toBeGreaterThan(1500);
  });

  test.each(knownDefects)('agree where dockerfile-ast errs: $name', ({ text, isRejected }) => {
    expect(findDifferences(oraclePath, [{ path: 'text', text }]).differences).toEqual([]);
    expect(parseDockerfile(text).kind).toBe(isRejected === true ? 'rejected' : 'parsed');
  });

  test('texts without a difference are told from texts with one', () => {
    const [report] = readWithBuildKit(oraclePath, ['FROM a\nRUN b\n']);
    expect(report).toBeDefined();
    if (report === undefined) return;
    const others = ['FROM a\n', 'FROM a\nRUN b \\\n c\n', 'FROM a AS x\nRUN b\n', 'FROM\n'];
    expect(others.filter((other) => findDifference(other, report) === undefined)).toEqual([]);
  });
});

/** Random values; the seed stands in the report, and DOCKOPT_SEED repeats a run. */
function sample<Value>(arbitrary: fc.Arbitrary<Value>, count: number): readonly Value[] {
  const seed = Number(process.env['DOCKOPT_SEED'] ?? Date.now() % 2 ** 31);
  console.info(`${count} random values with DOCKOPT_SEED=${seed}`);
  return fc.sample(arbitrary, { numRuns: count, seed });
}

describe('parseDockerfile', () => {
  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), (text) => {
        expect(['parsed', 'rejected']).toContain(parseDockerfile(text).kind);
      }),
      { numRuns: 500 },
    );
  });
});
