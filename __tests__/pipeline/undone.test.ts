import { expect, test } from '@jest/globals';
import { createPlan } from '../../src/pipeline/run.js';
import { deletion } from '../../src/transform/text-edit.js';
import type { Transform } from '../../src/transform/transform.js';

/** Takes the comments of a file away, which no fix may do. */
const careless: Transform = {
  id: 'careless',
  summary: '',
  description: '',
  applicabilities: ['safe'],
  reasons: [],
  run: ({ dockerfile }) =>
    dockerfile.comments.map(({ range }) => ({
      kind: 'fix',
      applicability: 'safe',
      message: 'Takes a comment away.',
      edits: [deletion(range)],
      removes: [],
      file: 'dockerfile',
      range,
    })),
};

test('a file whose only fix is undone is left as it is, and says why', () => {
  const text = '# kept\nFROM debian:12\n';
  const result = createPlan({ text, today: '2026-11-23', transforms: [careless] });
  expect(result).toMatchObject({
    kind: 'planned',
    plan: {
      dockerfile: { after: text },
      findings: [{ status: 'skipped', reason: 'check-failed' }],
      applied: [],
    },
  });
});
