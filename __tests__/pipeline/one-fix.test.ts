import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fix, fixOne, type Plan, type PlannedFinding } from '../../src/core.js';
import { composeEdits } from '../../src/pipeline/compose-edits.js';
import { applyEdits, type TextEdit } from '../../src/transform/text-edit.js';
import { TRANSFORMS } from '../../transforms/index.js';
import { loadFixtures } from '../support/fixture.js';

const TODAY = '2026-11-23';

function plan(request: Parameters<typeof fix>[0]): Plan {
  const result = fix(request);
  if (result.kind === 'rejected') throw new Error(result.problem.message);
  return result.plan;
}

const idsOf = (findings: readonly PlannedFinding[]): readonly (string | undefined)[] =>
  findings.map(({ id }) => id);

/** The texts that the edits of a plan lead to. */
function edited({ dockerfile, dockerignore, edits }: Plan): readonly string[] {
  const of = (file: TextEdit['file'], text: string): string =>
    applyEdits(
      text,
      edits.filter((edit) => edit.file === file),
    );
  return [of('dockerfile', dockerfile.before), of('dockerignore', dockerignore.before)];
}

const fixtures = TRANSFORMS.flatMap(({ id }) => loadFixtures(id)).map(
  ({ transform, name, request }) => ({ name: `${transform}/${name}`, request }),
);

describe('the edits of a plan', () => {
  test('lead from the texts before to those after, in every fixture', () => {
    let changed = 0;
    for (const { name, request } of fixtures) {
      for (const unsafe of [false, true]) {
        const planned = plan({ ...request, unsafe });
        expect([name, ...edited(planned)]).toEqual([
          name,
          planned.dockerfile.after,
          planned.dockerignore.after,
        ]);
        if (planned.applied.length > 0) changed += 1;
      }
    }
    expect(changed).toBeGreaterThan(100);
  });

  test('of random histories lead where those lead, and do not touch', () => {
    const spans = fc.array(fc.tuple(fc.nat(6), fc.nat(4), fc.string({ maxLength: 4 })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.array(spans, { maxLength: 4 }), (text, sets) => {
        let current = text;
        const history = sets.map((set) => {
          let at = 0;
          const edits = set.flatMap(([skip, length, inserted]): readonly TextEdit[] => {
            const start = at + skip;
            const end = start + length;
            at = end + 1;
            return end > current.length
              ? []
              : [{ file: 'dockerfile', range: { start, end }, text: inserted }];
          });
          current = applyEdits(current, edits);
          return edits;
        });
        const composed = composeEdits('dockerfile', text, history);
        expect(applyEdits(text, composed)).toBe(current);
        for (const [index, { range }] of composed.entries()) {
          const next = composed[index + 1];
          if (next !== undefined) expect(next.range.start).toBeGreaterThan(range.end);
        }
      }),
    );
  });
});

describe('one fix', () => {
  const text =
    'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y --no-install-recommends jq\n';

  test('is planned without the others', () => {
    const request = { text, today: TODAY };
    const all = plan(request);
    expect(idsOf(all.applied)).toEqual(['slim-base@1', 'merge-runs@2', 'clean-caches@2']);
    const one = fixOne(request, { id: 'merge-runs@2', applicability: 'safe' });
    expect(idsOf(one?.applied ?? [])).toEqual(['merge-runs@2']);
    expect(one?.dockerfile.after).toBe(plan({ ...request, only: ['merge-runs'] }).dockerfile.after);
  });

  test('brings along what it is only found after, and no more', () => {
    const one = fixOne({ text, today: TODAY }, { id: 'clean-caches@2', applicability: 'safe' });
    expect(idsOf(one?.applied ?? [])).toEqual(['merge-runs@2', 'clean-caches@2']);
    expect(one?.dockerfile.after).toBe(
      'FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends jq \\\n    && rm -rf /var/lib/apt/lists/*\n',
    );
  });

  test('that is unsafe is planned, and no other unsafe one with it', () => {
    const found = fixtures.flatMap(({ request }) =>
      plan({ ...request, unsafe: false })
        .findings.filter(({ status }) => status === 'available')
        .map((finding) => ({ request, finding, one: fixOne(request, finding) })),
    );
    expect(found.length).toBeGreaterThan(20);
    for (const { finding, one } of found) {
      const unsafe = one?.applied.filter(({ applicability }) => applicability === 'unsafe') ?? [];
      expect([...new Set(idsOf(unsafe))]).toEqual([finding.id]);
    }
  });

  test('is there for each fix of a plan that applies several, in every fixture', () => {
    for (const { name, request } of fixtures) {
      const { applied } = plan({ ...request, unsafe: false });
      for (const finding of new Set(idsOf(applied)).size > 2 ? applied : []) {
        const one = fixOne(request, finding);
        expect([name, finding.id, idsOf(one?.applied ?? []).includes(finding.id)]).toEqual([
          name,
          finding.id,
          true,
        ]);
      }
    }
  });

  test('that the request does not have is none', () => {
    const request = { text, today: TODAY };
    expect(fixOne(request, { id: 'slim-base@2', applicability: 'safe' })).toBeUndefined();
    expect(fixOne(request, { id: 'slim-base@1', applicability: 'unsafe' })).toBeUndefined();
    const skipped = { ...request, skip: ['slim-base'] };
    expect(fixOne(skipped, { id: 'slim-base@1', applicability: 'safe' })).toBeUndefined();
    const broken = { text: 'FORM a\n', today: TODAY };
    expect(fixOne(broken, { id: 'slim-base@1', applicability: 'safe' })).toBeUndefined();
  });
});
