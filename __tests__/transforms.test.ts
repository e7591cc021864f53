import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parseDockerfile } from '../src/dockerfile/parse.js';
import { findDisagreement } from '../src/dockerfile/second-reader.js';
import type { Plan } from '../src/pipeline/plan.js';
import { createPlan, type PlanRequest } from '../src/pipeline/run.js';
import type { Transform } from '../src/transform/transform.js';
import { TRANSFORMS } from '../transforms/index.js';
import {
  formatFindings,
  loadFixtures,
  readOptional,
  UPDATE,
  updateFixture,
  type Fixture,
} from './support/fixture.js';

const TRANSFORM_FOLDER = fileURLToPath(new URL('../transforms/', import.meta.url));

function plan(request: Omit<PlanRequest, 'transforms'>, transforms: readonly Transform[]): Plan {
  const only = new Set(transforms.map(({ id }) => id));
  const result = createPlan({
    ...request,
    transforms: TRANSFORMS,
    isSelected: (id) => only.has(id),
  });
  if (result.kind === 'rejected') throw new Error(result.problem.message);
  return result.plan;
}

function rerun(fixture: Fixture, first: Plan, transforms: readonly Transform[]): Plan {
  return plan(
    {
      ...fixture.request,
      text: first.dockerfile.after,
      dockerignore: first.dockerignore.after,
    },
    transforms,
  );
}

function comments(text: string): readonly string[] {
  const parsed = parseDockerfile(text);
  if (parsed.kind === 'rejected') throw new Error(parsed.problem.message);
  const { dockerfile } = parsed;
  return [
    ...dockerfile.comments,
    ...dockerfile.instructions.flatMap(({ commentsInside }) => commentsInside),
  ].map((comment) => comment.text);
}

test('every folder of transforms/ is in the pipeline, and has all its parts', () => {
  const folders = readdirSync(TRANSFORM_FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(TRANSFORMS.map(({ id }) => id).sort()).toEqual(folders.sort());
  for (const { id } of TRANSFORMS) {
    expect(existsSync(join(TRANSFORM_FOLDER, id, 'README.md'))).toBe(true);
  }
});

describe.each(TRANSFORMS.map((transform) => [transform.id, transform] as const))(
  '%s',
  (id, transform) => {
    const fixtures = loadFixtures(id);

    test('has a basic, three positive and eight skip fixtures', () => {
      const names = fixtures.map(({ name }) => name);
      const skips = names.filter((name) => name.startsWith('skip-'));
      expect(names).toContain('basic');
      expect(names.length - skips.length).toBeGreaterThanOrEqual(4);
      expect(skips.length).toBeGreaterThanOrEqual(8);
    });

    test('its README names every reason', () => {
      const readme = readFileSync(join(TRANSFORM_FOLDER, id, 'README.md'), 'utf8');
      expect(transform.reasons.filter((reason) => !readme.includes(`\`${reason.id}\``))).toEqual(
        [],
      );
    });

    for (const fixture of fixtures) {
      const { name } = fixture;
      describe(name, () => {
        const result = plan(fixture.request, [transform]);
        if (UPDATE) updateFixture(fixture, result);

        test('gives the expected text and findings, byte for byte', () => {
          const { dockerfile, dockerignore } = result;
          expect(dockerfile.after).toBe(
            readOptional(join(fixture.folder, 'output.Dockerfile')) ?? dockerfile.before,
          );
          expect(dockerignore.after).toBe(
            readOptional(join(fixture.folder, 'output.dockerignore')) ?? dockerignore.before,
          );
          expect(formatFindings(result)).toBe(readOptional(join(fixture.folder, 'findings.txt')));
        });

        if (name.startsWith('skip-')) {
          test('changes nothing, and says why', () => {
            expect(result.dockerfile.after).toBe(result.dockerfile.before);
            expect(result.dockerignore.after).toBe(result.dockerignore.before);
            expect(result.findings.length).toBeGreaterThan(0);
          });
        }

        test('changes nothing in a second run', () => {
          const second = rerun(fixture, result, [transform]);
          expect(second.dockerfile.after).toBe(result.dockerfile.after);
          expect(second.dockerignore.after).toBe(result.dockerignore.after);
        });

        test('gives a file that both readers read alike, with every comment', () => {
          const parsed = parseDockerfile(result.dockerfile.after);
          expect(parsed.kind).toBe('parsed');
          const changed = result.dockerfile.after !== result.dockerfile.before;
          if (parsed.kind === 'parsed' && changed) {
            expect(findDisagreement(parsed.dockerfile)).toBeUndefined();
          }
          const after = comments(result.dockerfile.after);
          for (const comment of comments(result.dockerfile.before))
            expect(after).toContain(comment);
        });

        test('gives the same with Windows line ends', () => {
          if (fixture.request.text.includes('<<')) return;
          const windows = plan(
            { ...fixture.request, text: fixture.request.text.replace(/\r?\n/g, '\r\n') },
            [transform],
          );
          expect(windows.dockerfile.after).toBe(result.dockerfile.after.replace(/\r?\n/g, '\r\n'));
        });

        test('uses only what it declares', () => {
          const declared = transform.reasons.map(({ id: reason }) => reason);
          for (const finding of result.findings) {
            if (finding.transform !== id) continue;
            if (finding.applicability !== undefined) {
              expect(transform.applicabilities).toContain(finding.applicability);
            }
            if (finding.reason !== undefined) {
              expect([
                ...declared,
                'ignored-by-comment',
                'generated-file',
                'check-failed',
              ]).toContain(finding.reason);
              expect(finding.reason).not.toBe('check-failed');
            }
          }
        });

        test('converges in the whole pipeline', () => {
          const whole = plan(fixture.request, TRANSFORMS);
          const second = rerun(fixture, whole, TRANSFORMS);
          expect(second.dockerfile.after).toBe(whole.dockerfile.after);
          expect(second.dockerignore.after).toBe(whole.dockerignore.after);
        });
      });
    }
  },
);
