import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { connectEngine, provideBases } from '../e2e/engine.js';
import { scratch } from '../workspace/scratch.js';
import { leavesNothing, runProgram } from './program.js';
import { describeEngines } from './real-engines.js';
import { findingOf, NETWORK, verify } from './verified-report.js';

const APP = `import os, time
command = ''.join(['to', 'p'])
print(os.popen(command + ' -b -n 1').read().count('PID'), flush=True)
`;

await describeEngines(['docker'], 'dockopt fix --verify', () => {
  beforeAll(async () => {
    const found = await connectEngine();
    const bases = ['debian:12', 'debian:12-slim', 'python:3.11', 'python:3.11-slim'];
    if (found.kind === 'ready') await provideBases(found.engine, bases);
  });

  test('builds, compares and tries a rewriting that holds, and writes it', async () => {
    const folder = scratch({
      Dockerfile: `FROM debian:12
RUN head -c 300000 /dev/urandom > /big
RUN rm /big
COPY run.sh /run.sh
CMD ["sh", "/run.sh"]
`,
      'run.sh': 'echo started; exec sleep 1000\n',
    });
    const { ended, report } = await verify(folder, ['--write', '--merge', 'all']);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    const [file] = report.files;
    expect(file?.verification).toMatchObject({
      result: 'verified',
      how: 'the program keeps running in both',
      dropped: [],
    });
    const { before = 0, after } = file?.verification?.bytes ?? {};
    expect(before - (after ?? 0)).toBeGreaterThan(20_000_000);
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(file?.after);
    expect(file?.after).toContain('FROM debian:12-slim\n');
  });

  test('leaves out the fix without which a hidden tool is there, and keeps the others', async () => {
    const dockerfile = `FROM python:3.11
RUN touch /a
RUN touch /b
COPY app.py /app.py
CMD ["python", "/app.py"]
`;
    const folder = scratch({ Dockerfile: dockerfile, 'app.py': APP });
    const smoke = ['--smoke', 'python /app.py | grep -qx 1', '--unsafe'];
    const { ended, report } = await verify(folder, ['--write', ...smoke]);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    const [file] = report.files;
    expect(file?.verification).toMatchObject({
      result: 'verified',
      dropped: [{ id: 'slim-base@1', why: expect.stringContaining('smoke') }],
    });
    expect(findingOf(report, 'merge-runs')?.status).toBe('applied');
    expect(findingOf(report, 'slim-base')).toMatchObject({
      reason: 'verification-failed',
      message: expect.stringContaining('# dockopt-ignore slim-base'),
    });
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(
      dockerfile.replace('RUN touch /a\nRUN touch /b\n', 'RUN touch /a \\\n    && touch /b\n'),
    );
  });

  test('sees a file that differs though no fix says so', async () => {
    // What only the full image has decides what the build writes.
    const folder = scratch({
      Dockerfile: `FROM python:3.11
COPY probe.py /probe.py
RUN python /probe.py
`,
      'probe.py': `import os
name = ''.join(['/usr/bin/', 'to', 'p'])
open('/found', 'w').write(str(os.path.exists(name)))
`,
    });
    const { report } = await verify(folder, ['--unsafe']);
    const [file] = report.files;
    expect(file?.verification).toMatchObject({
      dropped: [{ id: 'slim-base@1', why: expect.stringContaining('/found') }],
    });
    expect(file?.after).toContain('FROM python:3.11\n');
  });

  test('says so where the file as it is does not build', async () => {
    const dockerfile = 'FROM debian:12\nRUN echo the-last-words; exit 3\n';
    const folder = scratch({ Dockerfile: dockerfile });
    const { ended } = await verify(folder, ['--write']);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('does not build before any rewrite');
    expect(ended.stderr).toContain('the-last-words');
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(dockerfile);
  });

  test('ends with status 2 where the smoke command fails before any rewrite, or never ends', async () => {
    const dockerfile = 'FROM debian:12\nCMD ["true"]\n';
    const folder = scratch({ Dockerfile: dockerfile });
    const failing = await verify(folder, ['--write', '--smoke', 'echo no; exit 4']);
    expect(failing.ended).toMatchObject({ exitCode: 2 });
    expect(failing.ended.stderr).toMatch(
      /the smoke command fails with status 4 before any rewrite/,
    );
    const endless = await verify(folder, ['--smoke', 'sleep 1000', '--smoke-timeout', '3']);
    expect(endless.ended).toMatchObject({ exitCode: 2 });
    expect(endless.ended.stderr).toMatch(/3 s/);
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(dockerfile);
  });

  test('labels what was built and not exercised, and keeps safe fixes alone', async () => {
    const folder = scratch({
      Dockerfile: 'FROM python:3.11\nCOPY app.py /app.py\nCMD ["python", "/app.py"]\n',
      'app.py': 'import sys\nsys.exit(3)\n',
    });
    const { ended, report } = await verify(folder, ['--unsafe']);
    expect(ended.exitCode).toBe(0);
    expect(report.files[0]?.verification).toMatchObject({
      result: 'built-not-exercised',
      how: expect.stringContaining('status 3'),
    });
  });

  test('tries the health check of a server, and its port', async () => {
    const server = `FROM python:3.11
WORKDIR /srv
COPY index.html .
EXPOSE 8042
HEALTH
CMD ["python", "-m", "http.server", "8042"]
`;
    const check =
      'HEALTHCHECK CMD python -c "import urllib.request as u; u.urlopen(\'http://127.0.0.1:8042\')"';
    for (const [line, how] of [
      [check, 'the health check passes in both'],
      ['', 'port 8042 is listened on in both'],
    ] as const) {
      const folder = scratch({
        Dockerfile: server.replace('HEALTH', line),
        'index.html': 'hello\n',
      });
      const { report } = await verify(folder);
      expect(report.files[0]?.verification).toMatchObject({ result: 'verified', how });
      expect(report.files[0]?.after).toContain('FROM python:3.11-slim');
    }
  });

  test('is interrupted in the middle of a build, leaves nothing and writes nothing', async () => {
    const dockerfile = 'FROM debian:12\nRUN sleep 600\n';
    const folder = scratch({ Dockerfile: dockerfile });
    const ended = await runProgram(['fix', '--verify', '--write', ...NETWORK, folder], 'SIGTERM');
    expect(ended).toMatchObject({ exitCode: 143, stdout: '' });
    await leavesNothing('docker', ended);
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(dockerfile);
  });
});

test('what can not be verified is told before anything is built', async () => {
  const input = await runProgram(['fix', '--verify', '-']);
  expect(input).toMatchObject({ exitCode: 2, stdout: '', left: [] });
  expect(input.stderr).toMatch(
    /^dockopt: --verify builds, and standard input has no build context/,
  );
  const lonely = await runProgram(['fix', '--smoke', 'true']);
  expect(lonely.stderr).toBe('dockopt: --smoke is for --verify, give that too\n');
});
