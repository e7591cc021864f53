import { expect, test } from '@jest/globals';
import { fix } from '../../src/core.js';
import { parseDockerfile } from '../../src/dockerfile/parse.js';
import type { Dockerfile } from '../../src/dockerfile/model.js';
import { descendants } from '../../src/dockerfile/stages.js';
import {
  corpus,
  describeWith,
  readBuildKitCases,
  readDockerfiles,
  type CorpusFile,
} from '../support/corpus.js';
import { reportCounts, reportTargetSet, type CorpusResult } from '../support/corpus-report.js';
import { findOracle, readWithBuildKit } from '../support/oracle.js';

const TODAY = '2026-11-23';

function run(file: CorpusFile, unsafe: boolean): CorpusResult {
  return { file, result: fix({ text: file.text, unsafe, today: TODAY }) };
}

function parse(text: string): Dockerfile {
  const parsed = parseDockerfile(text);
  if (parsed.kind === 'rejected') throw new Error(parsed.problem.message);
  return parsed.dockerfile;
}

function comments(dockerfile: Dockerfile): readonly string[] {
  return [
    ...dockerfile.comments,
    ...dockerfile.instructions.flatMap(({ commentsInside }) => commentsInside),
  ].map(({ text }) => text);
}

/** Comments of the text before that are not in the text after. */
function lostComments(before: string, after: string): readonly string[] {
  const left = [...comments(parse(after))];
  return comments(parse(before)).filter((comment) => {
    const index = left.indexOf(comment);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}

/**
 * Lines of the text before that are gone although no applied fix speaks of their stage, nor of one that it is built on
 * (whose package lists an install of it may have used).
 */
function strayChanges(before: string, after: string, places: readonly number[]): readonly string[] {
  const kept = new Set(after.split('\n').map((line) => line.trimEnd()));
  const dockerfile = parse(before);
  const touched = dockerfile.instructions
    .filter(({ range }) => places.some((place) => place >= range.start && place <= range.end))
    .flatMap(({ stageIndex }) => dockerfile.stages[stageIndex ?? -1] ?? []);
  const reached = new Set(
    touched.flatMap((stage) => descendants(dockerfile, stage)).map(({ index }) => index),
  );
  return dockerfile.instructions
    .filter(({ stageIndex }) => stageIndex !== undefined && !reached.has(stageIndex))
    .flatMap(({ range }) => before.slice(range.start, range.end).split('\n'))
    .filter((line) => !kept.has(line.trimEnd()));
}

describeWith(corpus, 'the pipeline over real Dockerfiles', 8, (path) => {
  const files = [...readDockerfiles(path), ...readBuildKitCases(path)];

  for (const unsafe of [false, true]) {
    const mode = unsafe ? 'with --unsafe' : 'by default';
    const results = files.map((file) => run(file, unsafe));
    const changed = results.flatMap(({ file, result }) =>
      result.kind === 'planned' && result.plan.dockerfile.after !== file.text
        ? [{ file, plan: result.plan }]
        : [],
    );

    test(`${mode}, a second run changes nothing`, () => {
      const restless = changed.filter(({ plan }) => {
        const second = fix({ text: plan.dockerfile.after, unsafe, today: TODAY });
        return second.kind !== 'planned' || second.plan.dockerfile.after !== plan.dockerfile.after;
      });
      expect(restless.map(({ file }) => file.path)).toEqual([]);
    });

    test(`${mode}, every comment survives, and the file keeps its byte order mark, line ends and last line`, () => {
      const damaged = changed.filter(
        ({ file: { text }, plan: { dockerfile } }) =>
          lostComments(text, dockerfile.after).length > 0 ||
          text.startsWith('\ufeff') !== dockerfile.after.startsWith('\ufeff') ||
          text.endsWith('\n') !== dockerfile.after.endsWith('\n') ||
          (!text.includes('\r') && dockerfile.after.includes('\r')),
      );
      expect(damaged.map(({ file }) => file.path)).toEqual([]);
    });

    test(`${mode}, stages that no fix speaks of stay byte for byte`, () => {
      const stray = changed.flatMap(({ file, plan }) => {
        const places = plan.findings
          .filter(({ status, file: edited }) => status === 'applied' && edited === 'dockerfile')
          .map(({ range }) => range.start);
        return strayChanges(file.text, plan.dockerfile.after, places);
      });
      expect(stray).toEqual([]);
    });

    test(`${mode}, BuildKit accepts every output whose input it accepted`, () => {
      const oracle = findOracle();
      if (oracle.kind === 'missing') {
        if (process.env['DOCKOPT_REQUIRE_ALL'] === '1') throw new Error(oracle.reason);
        console.warn(`skipped: ${oracle.reason}`);
        return;
      }
      const before = readWithBuildKit(
        oracle.path,
        changed.map(({ file }) => file.text),
      );
      const after = readWithBuildKit(
        oracle.path,
        changed.map(({ plan }) => plan.dockerfile.after),
      );
      const broken = changed.filter((_, index) => {
        const [old, now] = [before[index], after[index]];
        return (
          old?.error === undefined &&
          old?.instructionsError === undefined &&
          (now?.error ?? now?.instructionsError) !== undefined
        );
      });
      expect(broken.map(({ file }) => file.path)).toEqual([]);
      expect(changed.length).toBeGreaterThan(0);
    });

    console.info(reportCounts(`The pipeline ${mode}`, results));
    console.info(reportTargetSet(path, `The pipeline ${mode}`, results));
  }
});
