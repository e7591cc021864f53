import { describe, expect, test } from '@jest/globals';
import { copiedScripts, type CopiedScript } from '../../src/context/copied-scripts.js';
import { createMemoryContext } from '../../src/context/memory-context.js';
import { parseDockerfile } from '../../src/dockerfile/parse.js';
import { instructionStates } from '../../src/dockerfile/state.js';

function scripts(
  text: string,
  files: Readonly<Record<string, string>> | undefined,
): readonly CopiedScript[] | undefined {
  const parsed = parseDockerfile(text);
  if (parsed.kind === 'rejected') throw new Error(parsed.problem.message);
  const [stage] = parsed.dockerfile.stages;
  if (stage === undefined) throw new Error('no stage');
  const context = files === undefined ? undefined : createMemoryContext({ files });
  return copiedScripts(stage, instructionStates(parsed.dockerfile), context);
}

const ENTRYPOINT = '#!/bin/bash -e\n. ./lib.sh\ncurl -f x\nexec "$@"\n';

describe('copiedScripts', () => {
  test('is undefined without a context', () => {
    expect(scripts('FROM a\nCOPY . .\nCMD ["./x.sh"]\n', undefined)).toBeUndefined();
  });

  test('finds the script through folders, and those it runs', () => {
    const found = scripts(
      'FROM a\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["tini", "--", "/app/docker/entry.sh"]\nCMD ["x"]\n',
      { 'docker/entry.sh': ENTRYPOINT, 'lib.sh': 'jq . x\n' },
    );
    expect(found?.map(({ contextPath, interpreter }) => [contextPath, interpreter])).toEqual([
      ['docker/entry.sh', 'bash'],
      ['lib.sh', 'sh'],
    ]);
    expect(found?.[0]?.commands.map(({ name }) => name?.value)).toEqual(['.', 'curl', 'exec']);
  });

  test('finds a renamed file, a bare name on PATH, and what sh is given', () => {
    const files = { 'deploy/run.sh': 'echo\n', 'setup.sh': 'apt-get update\n' };
    const found = scripts(
      'FROM a\nCOPY deploy/run.sh /usr/local/bin/start\nCOPY setup.sh /tmp/\nRUN sh -x /tmp/setup.sh\nCMD start\n',
      files,
    );
    expect(
      found?.map(({ contextPath, instruction }) => [contextPath, instruction.keyword]),
    ).toEqual([
      ['setup.sh', 'RUN'],
      ['deploy/run.sh', 'CMD'],
    ]);
  });

  test('a RUN sees only what was copied before it', () => {
    expect(scripts('FROM a\nRUN /x.sh\nCOPY x.sh /\n', { 'x.sh': 'a\n' })).toEqual([]);
  });

  test('says that a script is in another language', () => {
    const found = scripts('FROM a\nCOPY x /\nCMD ["/x"]\n', { x: '#!/usr/bin/env python3\n1\n' });
    expect(found?.[0]).toMatchObject({ interpreter: 'python3', commands: [] });
    expect(found?.[0]?.opaque).toContain('python3');
  });

  test('knows ENV in a destination', () => {
    const found = scripts('FROM a\nENV HOME_DIR=/srv\nCOPY x.sh ${HOME_DIR}/\nCMD /srv/x.sh\n', {
      'x.sh': '#!/bin/sh\nls\n',
    });
    expect(found?.map(({ imagePath }) => imagePath)).toEqual(['/srv/x.sh']);
  });

  test.each([
    ['. "$(dirname "$0")/lib.sh"'],
    ['source "${BASH_SOURCE%/*}/lib.sh"'],
    ['HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"\n. "$HERE/lib.sh"'],
    ['DIR=$(dirname "$(readlink -f "$0")")\nexport LIB=$DIR/lib.sh\nsource ${LIB}'],
    ['cd /opt/tool && ./lib.sh'],
    ['. "$TOOL_HOME/lib.sh"'],
    ['exec gosu app "${TOOL_HOME}"/lib.sh "$@"'],
  ])('%s is followed', (line) => {
    const found = scripts(
      'FROM a\nENV TOOL_HOME=/opt/tool\nCOPY tool /opt/tool\nENTRYPOINT ["/opt/tool/run.sh"]\n',
      { 'tool/run.sh': `#!/bin/bash\n${line}\n`, 'tool/lib.sh': 'jq . x\n' },
    );
    expect(found?.map(({ imagePath }) => imagePath)).toEqual([
      '/opt/tool/run.sh',
      '/opt/tool/lib.sh',
    ]);
  });

  test('a path that nobody can know is not guessed', () => {
    const found = scripts('FROM a\nCOPY . /app\nCMD ["/app/run.sh"]\n', {
      'run.sh': 'if [ -n "$1" ]; then D=/app; fi\n. "$D/lib.sh"\n. "$(find / -name lib.sh)"\n',
      'lib.sh': 'jq\n',
    });
    expect(found?.map(({ contextPath }) => contextPath)).toEqual(['run.sh']);
  });
});
