import { describe, expect, test } from '@jest/globals';
import { useSandbox } from './command.js';

const sandbox = useSandbox();

const HEALTHY =
  'FROM python:3.12-bookworm AS app\nCOPY main.py .\nHEALTHCHECK CMD curl -f http://localhost\nCMD ["python", "main.py"]\n';

describe('explain <id> --file', () => {
  test('shows what the decision rests on, with places in the build context', () => {
    sandbox.write({
      'api/Dockerfile': HEALTHY,
      'api/main.py': 'import subprocess\nsubprocess.run(["git", "log"])\n',
    });
    const { exitCode, stdout, stderr } = sandbox.run([
      'explain',
      'slim-base',
      '--file',
      'api/Dockerfile',
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(
      `api/Dockerfile:1  python:3.12-bookworm

  changed by dockopt fix: safe
  python:3.12-bookworm becomes its slim twin python:3.12-slim-bookworm, of the same release on the
  same suite (bookworm). The slim image lacks curl and git, needed by git of main.py (the COPY of
  line 2) and curl (the HEALTHCHECK of line 3); they are installed in a RUN of its own.

  stage     app
  twin      python:3.12-slim-bookworm, by the tags published up to 2026-08-21
  suite     bookworm, its archive kept up until 2028-06-30
  packages  429 of Debian in the full image, 337 of them not in the slim one

  Not in the slim image, to be installed
    git of main.py  main.py:2
                    installs git
    curl            Dockerfile:3
                    installs curl

  In the slim image, too
    python  Dockerfile:4
`.replaceAll(' Dockerfile:', ' api/Dockerfile:'),
    );
  });

  test('obeys --context, --target and --base, and leaves out what no build sees', () => {
    sandbox.write({
      'docker/Dockerfile': `${HEALTHY}FROM node:20 AS web\nRUN node -v\n`,
      'src/main.py': 'import os\nos.system("git log")\n',
      'src/.dockerignore': 'main.py\n',
    });
    const words = ['explain', 'slim-base', '--file', 'docker/Dockerfile', '--context', 'src'];
    const both = sandbox.run([...words, '--target', 'app']).stdout;
    expect(both).toContain('docker/Dockerfile:1  python:3.12-bookworm');
    expect(both).toContain('docker/Dockerfile:5  node:20');
    expect(both).not.toContain('git');
    expect(sandbox.run(words).stdout).not.toContain('python');
    expect(sandbox.run([...words, '--base', 'alpine']).stdout).toContain('musl');
  });

  test('says why the build context is not known', () => {
    sandbox.write({ Dockerfile: HEALTHY });
    expect(sandbox.run(['explain', 'slim-base', '--file', 'Dockerfile']).stdout).toMatch(
      /Note: The build context is not known: "main\.py" is not in the folder/,
    );
  });

  test.each([
    [['merge-runs', '--file', 'Dockerfile'], "dockopt: merge-runs can't show"],
    [['slim-bas', '--file', 'Dockerfile'], 'did you mean slim-base?'],
    [['slim-base', '--file', 'nowhere'], 'nowhere'],
    [['slim-base', '--file', 'Broken'], 'Broken:1:1 '],
    [['slim-base', '--context', '.'], 'name a Dockerfile'],
    [['slim-base', '--file', 'Dockerfile', '--context', 'nowhere'], 'is no folder'],
    [['slim-base', '--file', 'Dockerfile', '--target', 'ap'], 'there is no stage ap'],
    [['slim-base', '--file', 'Dockerfile', '--base', 'tiny'], 'slim, alpine'],
    [['slim-base', '--file'], '--file needs a value'],
    [['slim-base', '--flie', 'Dockerfile'], 'did you mean --file?'],
  ])('%j ends with status 2 and one line', (words, part) => {
    sandbox.write({ Dockerfile: HEALTHY, Broken: 'FORM scratch\n' });
    const { exitCode, stdout, stderr } = sandbox.run(['explain', ...words]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(part);
  });

  test('a file that is left alone as a whole is no error', () => {
    sandbox.write({ Dockerfile: '# syntax=example/other:1\nFROM debian\n' });
    const { exitCode, stdout } = sandbox.run(['explain', 'slim-base', '--file', 'Dockerfile']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Dockerfile: .*example\/other/);
  });
});
