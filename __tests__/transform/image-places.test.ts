import { expect, test } from '@jest/globals';
import { parseDockerfile } from '../../src/dockerfile/parse.js';
import { instructionStates } from '../../src/dockerfile/state.js';
import { imagePlaces } from '../../src/transform/image-places.js';

function places(text: string, ...patterns: readonly string[]): readonly string[] {
  const parsed = parseDockerfile(text);
  if (parsed.kind === 'rejected') throw new Error(parsed.problem.message);
  return imagePlaces(parsed.dockerfile, instructionStates(parsed.dockerfile), patterns);
}

test.each([
  ['FROM a\nWORKDIR /app\nCOPY . .\n', '.git', ['/app/.git']],
  ['FROM a\nWORKDIR /app\nCOPY . .\n', '**/node_modules', ['/app/**/node_modules']],
  ['FROM a\nCOPY web /srv\n', 'web/dist', ['/srv/dist']],
  ['FROM a\nCOPY web /srv\n', 'api/dist', []],
  ['FROM a\nCOPY web/* /srv/\n', 'web/dist', ['/srv/**/dist']],
  ['FROM a\nCOPY . .\n', '.git', ['/**/.git']],
  ['FROM a\nENV HOME_OF=/srv\nCOPY . $HOME_OF\n', '.git', ['/srv/.git']],
  [
    'FROM a AS b\nCOPY . /src\nFROM a\nCOPY --from=b /src /app\n',
    '.git',
    ['/src/.git', '/app/.git'],
  ],
  [
    'FROM a AS b\nCOPY . /src\nFROM a\nCOPY --from=b /src/api /app\n',
    '**/x',
    ['/src/**/x', '/app/**/x'],
  ],
  ['FROM a AS b\nCOPY . /src\nFROM a\nCOPY --from=b /other /app\n', '.git', ['/src/.git']],
  ['FROM a AS b\nCOPY . /src\nFROM b\nWORKDIR /x\nCOPY b .\n', 'a/c', ['/src/a/c']],
])('of %j, %s lies at %j', (text, pattern, expected) => {
  expect(places(text, pattern)).toEqual(expected);
});
