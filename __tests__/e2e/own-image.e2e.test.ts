import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FINISHED, MERGEABLE } from '../cli/command.js';
import {
  baseImages,
  buildImage,
  connectEngine,
  PREFIX,
  provideBases,
  removeImage,
  REQUIRE_ALL,
  run,
  type CommandResult,
  type Engine,
} from './engine.js';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const found = await connectEngine();

if (found.kind === 'ready') {
  describe('the image of dockopt', () => {
    declare(found.engine);
  });
} else if (REQUIRE_ALL) {
  test('the image of dockopt: a container engine answers', () => {
    throw new Error(found.why);
  });
} else {
  describe.skip('the image of dockopt', () => {
    test(`skipped: ${found.why}`, () => {
      throw new Error(found.why);
    });
  });
}

function declare(engine: Engine): void {
  let tag = '';
  let folder = '';

  beforeAll(async () => {
    const dockerfile = readFileSync(join(PROJECT, 'Dockerfile'), 'utf8');
    await provideBases(engine, baseImages(dockerfile));
    tag = await buildImage(engine, { name: 'own', dockerfile, context: PROJECT });
    folder = mkdtempSync(join(tmpdir(), PREFIX));
    mkdirSync(join(folder, 'app'));
    writeFileSync(join(folder, 'app', 'Dockerfile'), MERGEABLE.before);
    // As another user than the one who made it.
    chmodSync(folder, 0o755);
    // The folder is a repository, of which another user than that of the image is the owner.
    const git = await run('git', ['-C', folder, 'init', '--quiet']);
    expect(git.status).toBe(0);
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await removeImage(engine, tag);
  });

  const start = (
    words: readonly string[],
    options: readonly string[] = [],
    stdin = '',
  ): Promise<CommandResult> =>
    run(
      'docker',
      [
        ...['run', '--rm', '--interactive', '--network=none', `--volume=${folder}:/work`],
        ...[...options, tag, ...words],
      ],
      { environment: engine.environment, stdin },
    );

  test('tells its version and its help', async () => {
    const manifest = readFileSync(join(PROJECT, 'package.json'), 'utf8');
    const { status, stdout } = await start(['--version']);
    expect(status).toBe(0);
    expect(manifest).toContain(`"version": "${stdout.trim()}"`);
    expect((await start([])).stdout).toContain('dockopt fix');
  });

  test('plans for a folder that is mounted, and is not root', async () => {
    expect(await start(['check'])).toMatchObject({
      status: 1,
      stdout: 'app/Dockerfile: would change, 2 fixes (merge-runs, clean-caches)\n',
      stderr: '',
    });
    const user = await start(['-u'], ['--entrypoint=id']);
    expect(user.stdout.trim()).toBe('1000');
    const tracked = await start(['ls-files'], ['--entrypoint=git']);
    expect(tracked).toMatchObject({ status: 0, stderr: '' });
  });

  test('answers lines of JSON', async () => {
    const line = JSON.stringify({ path: 'Dockerfile', text: FINISHED });
    const { status, stdout } = await start(['fix', '--format', 'jsonl', '-'], [], `${line}\n`);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, status: 'unchanged' });
  });

  test('writes as the user that it is given', async () => {
    const { status, stderr } = await start(['fix', '--write'], ['--user=0:0']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(join(folder, 'app', 'Dockerfile'), 'utf8')).toContain('rm -rf /var/lib');
  });
}
