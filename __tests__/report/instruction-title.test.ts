import { expect, test } from '@jest/globals';
import { instructionTitle } from '../../src/report/instruction-title.js';

test.each([
  ['RUN apt-get update   && \\\n\ttrue\n', 'RUN apt-get update && \\ true'],
  ['RUN echo \u001b[31m', 'RUN echo \u241b[31m'],
  ['', '(the image names no instruction)'],
])('%j', (createdBy, title) => {
  expect(instructionTitle(createdBy)).toBe(title);
});
