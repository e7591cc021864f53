import { describe, expect, test } from '@jest/globals';
import type { Plan, PlannedFinding } from '../../src/pipeline/plan.js';
import { createPlan, type PlanRequest } from '../../src/pipeline/run.js';
import { TRANSFORMS } from '../../transforms/index.js';
import { loadFixtures } from '../support/fixture.js';

function plan(request: Omit<PlanRequest, 'transforms'>): Plan {
  const result = createPlan({ ...request, transforms: TRANSFORMS });
  if (result.kind === 'rejected') throw new Error(result.problem.message);
  return result.plan;
}

const idsOf = (applied: readonly PlannedFinding[]): readonly (string | undefined)[] =>
  applied.map(({ id }) => id);

const ADVICE = /write “(# dockopt-ignore \S+)” in a line of its own above line (\d+)\.$/;

/** The text as it is once someone has followed the advice of a finding. */
function obey(text: string, { message }: PlannedFinding): string | undefined {
  const [, comment, line] = ADVICE.exec(message) ?? [];
  if (comment === undefined) return undefined;
  const lines = text.split('\n');
  const ending = text.includes('\r\n') ? '\r' : '';
  lines.splice(Number(line) - 1, 0, comment + ending);
  return lines.join('\n');
}

/** All fixtures in which something is applied, with the plan of the whole pipeline. */
const fixtures = TRANSFORMS.flatMap(({ id }) => loadFixtures(id)).flatMap((fixture) => {
  const all = plan(fixture.request);
  const name = `${fixture.transform}/${fixture.name}`;
  const { transform, request } = fixture;
  return all.applied.length === 0 ? [] : [{ name, transform, request, all }];
});

describe('a fix that is rejected', () => {
  test('is left out, and says what failed and what keeps it away', () => {
    const text =
      'FROM debian:12\n\nRUN apt-get update && apt-get install -y --no-install-recommends jq\n';
    const request = { text, today: '2026-11-23' };
    const all = plan(request);
    expect(idsOf(all.applied)).toEqual(['slim-base@1', 'clean-caches@3']);
    const rejected = new Map([['slim-base@1', 'the image lacks /usr/bin/ps']]);
    const rest = plan({ ...request, rejected });
    expect(idsOf(rest.applied)).toEqual(['clean-caches@3']);
    expect(rest.dockerfile.after).toBe(
      text.replace('install -y --no-install-recommends jq', '$& && rm -rf /var/lib/apt/lists/*'),
    );
    expect(rest.findings[0]).toMatchObject({
      id: 'slim-base@1',
      status: 'skipped',
      applicability: 'safe',
      reason: 'verification-failed',
      message: expect.stringMatching(
        / Left out, because the image lacks \/usr\/bin\/ps\. To keep it away, write “# dockopt-ignore slim-base” in a line of its own above line 1\.$/,
      ),
    });
  });

  test('in no fixture is applied, and stays away once its advice is followed', () => {
    let followed = 0;
    let unplaced = 0;
    for (const { name, transform, request, all } of fixtures) {
      const own = all.applied.filter((finding) => finding.transform === transform);
      for (const id of new Set(idsOf(own))) {
        if (id === undefined) throw new Error(`${name} applies what has no id`);
        const without = plan({ ...request, rejected: new Map([[id, 'it fails']]) });
        expect([name, idsOf(without.applied)]).not.toEqual([name, expect.arrayContaining([id])]);
        const said = without.findings.filter(({ reason }) => reason === 'verification-failed');
        expect([name, [...new Set(idsOf(said))]]).toEqual([name, [id]]);

        const [first] = said;
        const text = first === undefined ? undefined : obey(request.text, first);
        if (first === undefined || text === undefined) {
          unplaced += 1;
          continue;
        }
        followed += 1;
        const line = Number(/@(\d+)$/.exec(id)?.[1]);
        const moved = `${first.transform}@${line + (first.file === 'dockerfile' ? 1 : 0)}`;
        const now = idsOf(plan({ ...request, text }).applied);
        expect([name, now]).not.toEqual([name, expect.arrayContaining([moved])]);
      }
    }
    expect(followed).toBeGreaterThan(100);
    expect(unplaced).toBeLessThan(followed / 20);
  });
});

test('what comes first of a plan is that many of its fixes', () => {
  for (const { name, request, all } of fixtures) {
    const count = all.applied.length;
    for (const atMost of [Math.floor(count / 2), count]) {
      const some = plan({ ...request, atMost });
      expect([name, idsOf(some.applied)]).toEqual([name, idsOf(all.applied).slice(0, atMost)]);
      expect(some.dockerfile.after === request.text).toBe(
        some.applied.every(({ file }) => file === 'dockerignore'),
      );
      if (atMost < count) continue;
      expect(some.dockerfile.after).toBe(all.dockerfile.after);
      expect(some.dockerignore.after).toBe(all.dockerignore.after);
    }
  }
});
