import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDockerfile } from '../../src/dockerfile/parse.js';
import { transformInput } from '../../src/pipeline/transform-input.js';
import { readCandidate, readGroup, type Candidate } from '../../transforms/merge-runs/groups.js';

/** RUNs that go together, and such that keep others away for each reason that looks at another RUN of the group. */
const RUNS = [
  'RUN make',
  'RUN ./configure && make',
  'RUN set -e; make; make install',
  'RUN set -u && make',
  'RUN version=1 && ./build "$version"',
  'RUN echo $version',
  'RUN echo $?',
  'RUN cd /opt',
  'RUN pip install --upgrade pip',
  'RUN pip install flask',
  'RUN cp /tmp/make /usr/bin/make && make',
  'RUN service cron start',
  'RUN --network=none make',
  'RUN ["make"]',
  'RUN a || b',
  '# hadolint ignore=DL3008\nRUN make',
];

function candidatesOf(runs: readonly string[]): {
  readonly dockerfile: Parameters<typeof readGroup>[0];
  readonly candidates: readonly Candidate[];
} {
  const parsed = parseDockerfile(`FROM debian:12\n${runs.join('\n')}\n`);
  if (parsed.kind === 'rejected') throw new Error(parsed.problem.message);
  const { dockerfile } = parsed;
  const input = transformInput({ today: '2026-11-23' }, dockerfile, '');
  const candidates = dockerfile.instructions.flatMap((instruction) =>
    instruction.keyword === 'RUN' ? (readCandidate(instruction, input) ?? []) : [],
  );
  return { dockerfile, candidates };
}

test('a group that grows by a RUN is judged as if it were read as a whole', () => {
  let [grown, obstacles] = [0, 0];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...RUNS), { minLength: 2, maxLength: 6 }), (runs) => {
      const { dockerfile, candidates } = candidatesOf(runs);
      for (let known = 1; known < candidates.length; known += 1) {
        const next = candidates.slice(0, known + 1);
        const whole = readGroup(dockerfile, next);
        expect(readGroup(dockerfile, next, known)).toEqual(whole);
        if ('reason' in whole) {
          obstacles += 1;
          return;
        }
        if (known > 1) grown += 1;
      }
    }),
    { numRuns: 1000 },
  );
  expect(grown).toBeGreaterThan(20);
  expect(obstacles).toBeGreaterThan(250);
});
