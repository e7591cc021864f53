import { expect, test } from '@jest/globals';
import { createMemoryContext, fix } from '../../src/core.js';

// Merging the RUNs takes the blank line between them away, and builder-stage then speaks of a text that is a line shorter.
const TEXT = `FROM node:20-slim
RUN apt-get update

RUN apt-get install -y jq

WORKDIR /app
COPY . .
RUN npm ci && npm run build && mkdir data && chown node data
CMD ["node", "server.js"]
`;

test('a refusal names the line of the text before all edits', () => {
  const result = fix({
    text: TEXT,
    today: '2026-11-30',
    context: createMemoryContext({
      files: {
        'package.json': '{"scripts":{"build":"tsc"},"devDependencies":{"typescript":"5.0.0"}}',
        'package-lock.json': '{"lockfileVersion":3,"packages":{}}',
        'server.js': '',
      },
    }),
  });
  const findings = result.kind === 'planned' ? result.plan.findings : [];
  const refusal = findings.find(({ transform }) => transform === 'builder-stage');
  expect(refusal?.message).toMatch(/^The RUN of line 8 builds/);
});
