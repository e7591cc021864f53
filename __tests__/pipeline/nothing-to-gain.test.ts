import { expect, test } from '@jest/globals';
import { createPlan } from '../../src/pipeline/run.js';
import type { Plan } from '../../src/pipeline/plan.js';
import { insertion } from '../../src/transform/text-edit.js';
import type { Transform } from '../../src/transform/transform.js';

/** Puts a stage in front of the only one. */
const split: Transform = {
  id: 'split',
  summary: '',
  description: '',
  applicabilities: ['safe'],
  reasons: [],
  run: ({ dockerfile }) =>
    dockerfile.stages.length > 1
      ? []
      : [
          {
            kind: 'fix',
            applicability: 'safe',
            message: 'Splits the file.',
            file: 'dockerfile',
            range: { start: 0, end: 0 },
            edits: [insertion(0, 'FROM debian:12 AS builder\nRUN make\n\n')],
            removes: [],
          },
        ],
};

/** Says of each stage that does not ship that it gains nothing there, and of each RUN that it is in the way. */
const refuse: Transform = {
  id: 'refuse',
  summary: '',
  description: '',
  applicabilities: ['safe'],
  reasons: [
    { id: 'idle', meaning: '', nothingToGain: true },
    { id: 'in-the-way', meaning: '' },
  ],
  run: ({ dockerfile, shipping }) =>
    dockerfile.stages
      .filter(({ index }) => !shipping.has(index))
      .flatMap((stage) =>
        (['idle', 'in-the-way'] as const).map((reason) => ({
          kind: 'refusal' as const,
          reason,
          message: 'Refused.',
          file: 'dockerfile' as const,
          range: stage.from.range,
        })),
      ),
};

function plan(text: string): Plan {
  const result = createPlan({ text, today: '2026-11-23', transforms: [split, refuse] });
  if (result.kind === 'rejected') throw new Error(result.problem.message);
  return result.plan;
}

const refusals = (text: string): readonly unknown[] =>
  plan(text)
    .findings.filter(({ status }) => status === 'skipped')
    .map(({ reason, nothingToGain }) => [reason, nothingToGain]);

test('that there is nothing to gain in a stage is said of stages that people wrote', () => {
  expect(
    refusals('FROM debian:12 AS builder\nRUN make\nFROM scratch\nCOPY --from=builder /a /a\n'),
  ).toEqual([
    ['idle', true],
    ['in-the-way', false],
  ]);
});

test('and not of one that a transform has just split off', () => {
  const text = 'FROM debian:12-slim\nRUN true\n';
  expect(plan(text).dockerfile.after).toContain('AS builder');
  expect(refusals(text)).toEqual([['in-the-way', false]]);
});
