import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ENVIRONMENT, MERGEABLE, PROGRAM } from '../cli/command.js';

// Each test starts programs.
jest.setTimeout(120_000);

const isThere = spawnSync('docker', ['--version'], { encoding: 'utf8' }).status === 0;
if (!isThere && env['DOCKOPT_REQUIRE_ALL'] === '1') {
  throw new Error('docker is not installed, and DOCKOPT_REQUIRE_ALL=1 asks for it');
}
// A skipped test is counted by the runner; the reason is said here.
if (!isThere) console.warn('skipped: docker is not installed');

let scratch = '';
const pluginPath = (): string => join(scratch, 'config', 'cli-plugins', 'docker-dockopt');

beforeEach(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), 'dockopt-plugin-')));
  mkdirSync(join(scratch, 'work'));
  writeFileSync(join(scratch, 'work', 'Dockerfile'), MERGEABLE.before);
});
afterEach(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** No settings of a person, and no engine. */
function environment(): NodeJS.ProcessEnv {
  return {
    ...ENVIRONMENT,
    HOME: scratch,
    DOCKER_CONFIG: join(scratch, 'config'),
    DOCKER_HOST: `unix://${join(scratch, 'no-engine.sock')}`,
    DOCKER_CONTEXT: undefined,
  };
}

function run(program: string, words: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: join(scratch, 'work'),
    encoding: 'utf8',
    env: { ...environment(), ...more },
  });
  return { status, stdout, stderr };
}

const dockopt = (...words: readonly string[]) => run(execPath, [PROGRAM, ...words]);
const docker = (...words: readonly string[]) => run('docker', words);

describe('install-plugin', () => {
  test('writes a program that runs this one, and says where', () => {
    const dry = dockopt('install-plugin', '--dry-run');
    expect(dry).toMatchObject({ status: 0, stderr: '' });
    expect(dry.stdout).toContain(`${pluginPath()}: would be written\n`);
    expect(readdirSync(scratch)).toEqual(['work']);

    const written = dockopt('install-plugin');
    expect(written).toEqual({
      status: 0,
      stdout: `${pluginPath()}: written, try docker dockopt --help\n`,
      stderr: '',
    });
    expect(dry.stdout).toContain(readFileSync(pluginPath(), 'utf8').trimEnd());
    expect(statSync(pluginPath()).mode & 0o777).toBe(0o755);
    expect(readdirSync(join(scratch, 'config', 'cli-plugins'))).toEqual(['docker-dockopt']);
    expect(dockopt('install-plugin').stdout).toContain('is there already');
    const { status, stdout } = run(pluginPath(), ['docker-cli-plugin-metadata']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      SchemaVersion: '0.1.0',
      Vendor: expect.stringMatching(/./),
      Version: dockopt('--version').stdout.trim(),
      ShortDescription: expect.stringMatching(/^[^\n.]+$/),
      URL: expect.stringMatching(/^https:\/\//),
    });
  });

  test('goes into the home of the user where DOCKER_CONFIG is not set', () => {
    const { stdout } = run(execPath, [PROGRAM, 'install-plugin'], { DOCKER_CONFIG: '' });
    const path = join(scratch, '.docker', 'cli-plugins', 'docker-dockopt');
    expect(stdout).toContain(`${path}: written`);
    expect(run(path, ['--version']).status).toBe(0);
  });

  test('puts its own older program right', () => {
    dockopt('install-plugin');
    const whole = readFileSync(pluginPath(), 'utf8');
    writeFileSync(pluginPath(), whole.replace(/^exec .*/m, 'exec false'));
    chmodSync(pluginPath(), 0o600);
    expect(dockopt('install-plugin').stdout).toContain(': written');
    expect(readFileSync(pluginPath(), 'utf8')).toBe(whole);
    expect(statSync(pluginPath()).mode & 0o777).toBe(0o755);
  });

  test('takes a program in a folder with quotes and spaces', () => {
    const folder = join(scratch, `a 'b' "c" $d`);
    mkdirSync(folder);
    symlinkSync(join(PROGRAM, '..', '..'), join(folder, 'dockopt'));
    const node = join(folder, 'node');
    symlinkSync(execPath, node);
    // What is written names the real paths, and Node as it was started.
    expect(run(node, [join(folder, 'dockopt', 'bin', 'dockopt.js'), 'install-plugin']).status).toBe(
      0,
    );
    expect(run(pluginPath(), ['--version']).status).toBe(0);
  });

  test.each([
    [
      'a program of somebody else',
      (path: string) => {
        writeFileSync(path, '#!/bin/sh\nexit 3\n');
      },
    ],
    [
      'a link',
      (path: string) => {
        symlinkSync(PROGRAM, path);
      },
    ],
    [
      'a folder',
      (path: string) => {
        mkdirSync(path);
      },
    ],
    [
      'bytes that are no text',
      (path: string) => {
        writeFileSync(path, Buffer.from([0xff, 0x0a, 0xfe]));
      },
    ],
  ])('leaves %s alone', (_what, make) => {
    mkdirSync(join(scratch, 'config', 'cli-plugins'), { recursive: true });
    make(pluginPath());
    for (const words of [[], ['--uninstall'], ['--dry-run']]) {
      const { status, stdout, stderr } = dockopt('install-plugin', ...words);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toBe(
        `dockopt: ${pluginPath()} is not of dockopt install-plugin and was left alone, move it away\n`,
      );
    }
    expect(readdirSync(join(scratch, 'config', 'cli-plugins'))).toEqual(['docker-dockopt']);
  });

  test('says what is in the way of writing', () => {
    writeFileSync(join(scratch, 'config'), '');
    const { status, stderr } = dockopt('install-plugin');
    expect(status).toBe(2);
    expect(stderr).toMatch(/docker-dockopt:1:1 [^\n]+\n$/);
  });

  test('--uninstall removes it, and nothing else', () => {
    expect(dockopt('install-plugin', '--uninstall').stdout).toContain('not there');
    dockopt('install-plugin');
    expect(dockopt('install-plugin', '--uninstall', '--dry-run').stdout).toContain(
      ': would be removed',
    );
    expect(statSync(pluginPath()).isFile()).toBe(true);
    expect(dockopt('install-plugin', '--uninstall')).toEqual({
      status: 0,
      stdout: `${pluginPath()}: removed\n`,
      stderr: '',
    });
    expect(readdirSync(join(scratch, 'config', 'cli-plugins'))).toEqual([]);
  });
});

(isThere ? describe : describe.skip)('docker dockopt', () => {
  beforeEach(() => {
    expect(dockopt('install-plugin').status).toBe(0);
  });

  test('is listed by docker, without a warning', () => {
    const info = docker('info', '--format', '{{json .ClientInfo.Plugins}}');
    const plugins: unknown = JSON.parse(info.stdout.split('\n')[0] ?? '');
    expect(plugins).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Name: 'dockopt', Path: pluginPath(), Vendor: 'dockopt' }),
      ]),
    );
    expect(JSON.stringify(plugins)).not.toMatch(/"Name":"dockopt"[^}]*"Err"/);
    const shown = docker('info');
    expect(shown.stdout + shown.stderr).not.toMatch(/WARNING[^\n]*dockopt/i);
    expect(docker('help').stdout).toMatch(/^ {2}dockopt\*? +Rewrites Dockerfiles/m);
  });

  test('says how it is called', () => {
    const version = dockopt('--version').stdout;
    expect(docker('dockopt', '--version')).toEqual({ status: 0, stdout: version, stderr: '' });
    const help = docker('dockopt', 'fix', '--help');
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toMatch(/^docker dockopt fix \[path\.\.\]/);
    expect(docker('help', 'dockopt', 'fix').stdout).toBe(help.stdout);
    expect(help.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(docker('dockopt', '--help').stdout).toBe(docker('help', 'dockopt').stdout);
    expect(docker('dockopt', 'fxi').stderr).toBe(
      'dockopt: there is no command fxi, did you mean fix?\n',
    );
    expect(docker('dockopt', 'fix', '--nothing').stderr).toContain('see docker dockopt fix --help');
  });

  test('does what dockopt does, and ends alike', () => {
    for (const words of [
      ['check'],
      ['fix', '--format', 'diff'],
      ['fix', 'nothing-there'],
      ['fix', '--nothing'],
      ['list'],
      ['explain', 'slim-base'],
    ]) {
      const own = dockopt(...words);
      const plugged = docker('dockopt', ...words);
      expect({ words, ...plugged }).toEqual({
        words,
        ...own,
        stderr: own.stderr.replace('see dockopt', 'see docker dockopt'),
      });
    }
    expect(docker('dockopt', 'check').status).toBe(1);
    expect(docker('dockopt', 'fix', '--write').status).toBe(0);
    expect(docker('dockopt', 'check').status).toBe(0);
    expect(docker('dockopt', 'explain', 'nothing').status).toBe(2);
  });

  test.each([
    [['--host', 'unix:///nowhere/a.sock']],
    [['--host=unix:///nowhere/a.sock', '--log-level', 'info']],
    [['-D', '-H', 'unix:///nowhere/a.sock']],
    [['-Hunix:///nowhere/a.sock', '--debug=true']],
  ])('asks the engine of docker %j', (options) => {
    const { status, stderr } = docker(...options, 'dockopt', 'compare', '--engine', 'docker');
    expect(status).toBe(2);
    expect(stderr).toContain('/nowhere/a.sock');
    expect(docker(...options, 'dockopt', 'check').status).toBe(1);
  });

  test('asks the engine of the context that docker is given', () => {
    const made = docker('context', 'create', 'far', '--docker', 'host=unix:///nowhere/b.sock');
    expect(made.status).toBe(0);
    const { stderr } = docker('--context', 'far', 'dockopt', 'compare', '--engine', 'docker');
    expect(stderr).toContain('/nowhere/b.sock');
  });

  test('says of certificates that docker does not hand them on', () => {
    const { status, stderr } = docker('--tlscacert', 'ca.pem', 'dockopt', 'check');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^dockopt: docker does not hand on --tlscacert, set DOCKER_CERT_PATH/m);
  });

  test('offers names of files where a shell asks for completions', () => {
    const { status, stdout } = docker('__complete', 'dockopt', 'fix', '');
    expect({ status, stdout }).toEqual({ status: 0, stdout: ':0\n' });
  });

  test('ends when docker is told to end', async () => {
    const child = spawn('docker', ['dockopt', 'lsp', '--stdio'], {
      cwd: join(scratch, 'work'),
      env: environment(),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const closed = new Promise<void>((resolve) => child.stdout.on('close', resolve));
    const message = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: {} },
    });
    const answered = new Promise<void>((resolve) =>
      child.stdout.once('data', () => {
        resolve();
      }),
    );
    child.stdin.write(`Content-Length: ${message.length}\r\n\r\n${message}`);
    await answered;
    child.kill('SIGTERM');
    // The plugin holds the other end of this stream for as long as it runs.
    await closed;
    child.stdin.destroy();
  });
});
