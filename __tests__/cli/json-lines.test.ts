import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { execPath } from 'node:process';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import type { FixCommand } from '../../src/cli/command.js';
import { planJob } from '../../src/cli/json-lines/plan-job.js';
import { streamJsonLines } from '../../src/cli/json-lines/stream.js';
import { TRANSFORMS } from '../../src/core.js';
import { loadFixtures } from '../support/fixture.js';
import { publishedSchemaErrors, schemaErrors } from '../support/schema.js';
import { ENVIRONMENT, FINISHED, MERGEABLE, PROGRAM, useSandbox } from './command.js';

const sandbox = useSandbox();

type Result = Readonly<Record<string, unknown>>;

/** The result lines of a text, each checked against the schema. */
function resultsOf(stdout: string): readonly Result[] {
  if (stdout === '') return [];
  expect(stdout.endsWith('\n')).toBe(true);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const value: unknown = JSON.parse(line);
      expect(schemaErrors(value, 'jsonl.schema.json#/$defs/result')).toEqual([]);
      // The schema says just that.
      return value as Result;
    });
}

function bytesOf(lines: readonly (string | object | Uint8Array)[]): Buffer {
  const bytes = lines.map((line) =>
    line instanceof Uint8Array
      ? line
      : Buffer.from(typeof line === 'string' ? line : JSON.stringify(line)),
  );
  return Buffer.concat(bytes.flatMap((line) => [line, Buffer.from('\n')]));
}

/** Sends lines, and gives what came back. */
function send(lines: readonly (string | object | Uint8Array)[], words: readonly string[] = []) {
  const { exitCode, stdout, stderr } = sandbox.run(
    ['fix', '--format', 'jsonl', '-', ...words],
    bytesOf(lines),
  );
  return { exitCode, stderr, results: resultsOf(stdout) };
}

/** The same without a process of its own. */
async function stream(lines: readonly (string | object | Uint8Array)[]) {
  let stdout = '';
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      stdout += chunk.toString();
      done();
    },
  });
  const input = (async function* () {
    yield await Promise.resolve(bytesOf(lines));
  })();
  const streams = { input, output, errors: output, today: '2026-11-23' };
  const { exitCode } = await streamJsonLines(LINES_COMMAND, streams);
  return { exitCode, results: resultsOf(stdout) };
}

const job = (text: string, more: object = {}): object => ({ path: 'Dockerfile', text, ...more });
const LINES_COMMAND: FixCommand = {
  kind: 'fix',
  paths: ['-'],
  ...{ write: false, check: false, format: 'jsonl', unsafe: false },
  ...{ only: undefined, skip: undefined, context: undefined, target: undefined },
  options: { base: 'slim', merge: 'shipping' },
  verify: undefined,
  stdinFilename: undefined,
  configuration: { kind: 'none' },
  ...{ failOn: undefined, changedSince: undefined, outputs: [] },
};
const NODE =
  'FROM node:20\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\nCMD ["node", "server.js"]\n';
const NODE_FILES = {
  'package.json': '{"name":"a","version":"1.0.0"}',
  'package-lock.json':
    '{"name":"a","version":"1.0.0","lockfileVersion":3,"packages":{"":{"name":"a","version":"1.0.0"}}}',
  'server.js': 'require("node:http").createServer().listen(80);\n',
};

describe('lines of JSON on standard input', () => {
  test('are each answered by one line, in order', () => {
    const { exitCode, stderr, results } = send([
      job(MERGEABLE.before, { id: 'a' }),
      job(FINISHED, { id: 2, path: 'sub/x.dockerfile' }),
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(results).toMatchObject([
      {
        version: 1,
        id: 'a',
        path: 'Dockerfile',
        status: 'changed',
        text: expect.stringContaining('rm -rf /var/lib/apt/lists/*'),
        diff: expect.stringMatching(/^--- a\/Dockerfile\n\+\+\+ b\/Dockerfile\n@@ /),
        dockerignore: null,
        note: null,
      },
      { id: 2, path: 'sub/x.dockerfile', status: 'unchanged', text: FINISHED, diff: '' },
    ]);
  });

  test('end with status 1 under --check when something changes', () => {
    expect(send([job(FINISHED)], ['--check']).exitCode).toBe(0);
    expect(send([job(FINISHED), job(MERGEABLE.before)], ['--check']).exitCode).toBe(1);
  });

  test('obey the options that say what is planned', () => {
    const [only] = send([job(MERGEABLE.before)], MERGEABLE.words).results;
    expect(only?.['text']).not.toContain('rm -rf');
    const { results } = send([job('FROM a AS b\nFROM c\n'), job(FINISHED)], ['--target', 'b']);
    expect(results.map(({ note }) => note)).toEqual([
      null,
      'There is no stage b, planned without --target.',
    ]);
  });

  test('may hold the whole build context', () => {
    const [whole] = send([job(NODE, { files: NODE_FILES, complete: true })]).results;
    expect(whole).toMatchObject({
      status: 'changed',
      text: expect.stringContaining('FROM node:20-slim\n'),
      dockerignore: { path: '.dockerignore', text: expect.stringContaining('node_modules') },
      note: null,
    });
    // What starts git needs a base that has it.
    const files = {
      ...NODE_FILES,
      'server.js': 'require("node:child_process").execSync("git log");\n',
    };
    const [needs] = send([job(NODE, { files, complete: true })]).results;
    expect(needs?.['text']).toContain('ca-certificates git');
  });

  test('that do not hold it whole prove nothing by it', () => {
    const [safe] = send([job(NODE, { files: NODE_FILES })]).results;
    expect(safe).toMatchObject({
      text: expect.stringContaining('FROM node:20\n'),
      dockerignore: null,
      note: expect.stringContaining('"complete": true'),
    });
    const [unsafe] = send([job(NODE, { files: NODE_FILES })], ['--unsafe']).results;
    expect(unsafe).toMatchObject({
      text: expect.stringContaining('FROM node:20-slim\n'),
      dockerignore: null,
      findings: expect.arrayContaining([
        expect.objectContaining({
          transform: 'slim-base',
          applicability: 'unsafe',
          status: 'applied',
          reason: 'context-incomplete',
        }),
      ]),
    });
  });

  test('whose files lack what is copied prove nothing by them', () => {
    const text = NODE.replace('COPY . .', 'COPY package*.json server.js lib ./');
    const [result] = send([job(text, { files: NODE_FILES, complete: true })]).results;
    expect(result).toMatchObject({
      text: expect.stringContaining('FROM node:20\n'),
      note: expect.stringContaining('"lib" is not among files'),
    });
  });

  test('are read with their ignore file, and with that of the Dockerfile alone', () => {
    const files = { ...NODE_FILES, 'server.js': '', '.dockerignore': '*\n' };
    const [hidden] = send([job(NODE, { files, complete: true })]).results;
    expect(hidden?.['text']).toContain('FROM node:20\n');
    const [own] = send([
      job(NODE, { files: { ...files, 'Dockerfile.dockerignore': '.git\n' }, complete: true }),
    ]).results;
    expect(own).toMatchObject({
      text: expect.stringContaining('FROM node:20-slim\n'),
      dockerignore: { path: 'Dockerfile.dockerignore' },
    });
    const unread = { ...NODE_FILES, '.dockerignore': null };
    const [unknown] = send([job(NODE, { files: unread, complete: true })]).results;
    expect(unknown).toMatchObject({
      text: expect.stringContaining('FROM node:20\n'),
      note: expect.stringContaining('the text of .dockerignore is not given'),
    });
  });

  test('are read with what compose files among them say', () => {
    const text =
      'FROM debian:12 AS dev\nRUN apt-get update\nRUN apt-get install -y jq\nFROM scratch\nCOPY a /a\n';
    const compose = 'services:\n  a:\n    build:\n      context: .\n      target: dev\n';
    const plain = send([job(text, { files: { a: '' }, complete: true })]).results[0];
    const built = send([job(text, { files: { a: '', 'compose.yaml': compose }, complete: true })])
      .results[0];
    expect(plain?.['text']).toContain('RUN apt-get install -y jq\n');
    expect(built?.['text']).not.toContain('RUN apt-get install -y jq\n');
    const broken = { a: '', 'compose.yaml': 'services: [' };
    expect(send([job(text, { files: broken, complete: true })]).results[0]).toMatchObject({
      note: expect.stringContaining('compose.yaml could not be read'),
    });
  });

  test('that BuildKit would reject say where', () => {
    const { exitCode, stderr, results } = send([
      job('FROM a\nFORM b\n', { id: 'x' }),
      job(FINISHED),
    ]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'dockopt: 1 of 2 lines failed, see the results with the status error\n',
    });
    expect(results).toMatchObject([
      { id: 'x', path: 'Dockerfile', status: 'error', position: { line: 2, column: 1 } },
      { status: 'unchanged' },
    ]);
    expect(results[0]).not.toHaveProperty('line');
  });
});

describe('a line that is wrong gets one result line and does not stop the stream:', () => {
  const lone = '\\ud800';
  const huge = (bytes: number): Uint8Array => Buffer.alloc(bytes, 'x');
  test.each<[string, string | object | Uint8Array, string, object?]>([
    ['no JSON', 'FROM a', 'no JSON object'],
    ['nothing', '', 'no JSON object'],
    ['half an object', '{"path":"a","text":"FROM a"', 'no JSON object'],
    ['a list', '[]', 'no JSON object'],
    ['null', 'null', 'no JSON object'],
    ['very deep', '['.repeat(100_000), 'no JSON object'],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'no valid UTF-8'],
    ['50 MB', huge(50_000_000), 'is over 32 MiB'],
    ['a text of 9 MB', { path: 'a', text: 'x'.repeat(9_000_000) }, 'text is over 8 MiB'],
    ['no path', { text: 'FROM a', id: 1 }, 'path is no string', { id: 1, path: null }],
    ['no text', { path: 'a' }, 'text is no string', { path: 'a' }],
    ['an empty path', { path: '', text: '' }, 'has an empty name'],
    ['an absolute path', { path: '/etc/Dockerfile', text: 'FROM a' }, 'path is absolute'],
    ['a path that leads out', { path: 'a/../../b', text: 'FROM a' }, 'path leads out by ..'],
    ['an unknown property', { path: 'a', text: '', file: {} }, 'no property "file"'],
    ['a property __proto__', '{"path":"a","text":"","__proto__":{"complete":true}}', '"__proto__"'],
    ['an id of its own kind', { path: 'a', text: '', id: {} }, 'id is no string or number'],
    ['an endless id', '{"path":"a","text":"","id":1e999}', 'id is no string or number'],
    ['files that are a list', { path: 'a', text: '', files: [] }, 'files is no object'],
    ['a file that is a number', { path: 'a', text: '', files: { b: 1 } }, 'the file "b" is no'],
    ['a file that leads out', { path: 'a', text: '', files: { '../b': '' } }, 'leads out by ..'],
    ['an absolute file', { path: 'a', text: '', files: { '/b': '' } }, 'is absolute'],
    ['a file that is a folder', { path: 'a', text: '', files: { b: '', 'b/c': '' } }, '"b" is a f'],
    ['complete without files', { path: 'a', text: '', complete: true }, 'complete is about files'],
    ['complete with a word', { path: 'a', text: '', complete: 'no' }, 'neither true nor false'],
    ['a NUL', { path: 'a', text: 'FROM a\0' }, 'text holds a NUL'],
    ['a lone surrogate', `{"path":"a","text":"FROM a${lone}"}`, 'text holds half of a character'],
    ['one in a path', `{"path":"a${lone}","text":""}`, 'path holds half', { path: null }],
    ['one in a file', `{"path":"a","text":"","files":{"b":"${lone}"}}`, 'the file "b" holds half'],
  ])('%s', async (_title, line, part, more = {}) => {
    const { exitCode, results } = await stream([job(FINISHED), line, job(FINISHED)]);
    expect(exitCode).toBe(2);
    expect(results).toMatchObject([
      { status: 'unchanged' },
      { status: 'error', line: 2, message: expect.stringContaining(part), ...more },
      { status: 'unchanged' },
    ]);
  });

  // How large a text is, what it holds and which files exclude each other, a schema does not say.
  test.each([
    { text: 'FROM a' },
    { path: 'a' },
    { path: '', text: '' },
    { path: '/etc/Dockerfile', text: '' },
    { path: 'a/../../b', text: '' },
    { path: '..', text: '' },
    { path: 'a//b', text: '' },
    { path: 'a/', text: '' },
    { path: './a', text: '' },
    { path: 'a/'.repeat(3000) + 'a', text: '' },
    { path: 'a', text: '', file: {} },
    { path: 'a', text: '', id: {} },
    { path: 'a', text: '', files: [] },
    { path: 'a', text: '', files: { b: 1 } },
    { path: 'a', text: '', files: { '../b': '' } },
    { path: 'a', text: '', complete: 'no' },
  ])('%j, for the schema as for the program', async (line) => {
    expect(publishedSchemaErrors(line, 'jsonl.schema.json#/$defs/job')).not.toEqual([]);
    expect((await stream([line])).results).toMatchObject([{ status: 'error', line: 1 }]);
  });

  test.each([
    { path: '.a/..b/...', text: 'FROM a', files: { '.dockerignore': '', 'a b': null, '…': '' } },
    { path: 'a\\b', text: 'FROM a', files: {}, complete: true, id: 1.5 },
  ])('but not %j', async (line) => {
    expect(publishedSchemaErrors(line, 'jsonl.schema.json#/$defs/job')).toEqual([]);
    expect((await stream([line])).results).toMatchObject([{ status: 'unchanged' }]);
  });

  test('files by names that objects have of themselves are files', () => {
    const line = `{"path":"Dockerfile","text":${JSON.stringify('FROM scratch\nCOPY __proto__ constructor /\n')},"files":{"__proto__":"a","constructor":"b"},"complete":true}`;
    const { exitCode, results } = send([line]);
    expect(exitCode).toBe(0);
    expect(results).toMatchObject([{ status: 'unchanged', note: null }]);
  });

  test('a byte order mark, CR LF and a last line without an end are none', () => {
    const text = JSON.stringify(job(FINISHED));
    const { exitCode, stdout } = sandbox.run(
      ['fix', '--format', 'jsonl', '-'],
      `\ufeff${text}\r\n${text}`,
    );
    expect(exitCode).toBe(0);
    expect(resultsOf(stdout)).toHaveLength(2);
  });

  test('nothing gets nothing', () => {
    expect(sandbox.run(['fix', '--format', 'jsonl', '-'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
  });
});

test('options that lines can not obey are refused', () => {
  sandbox.write({ Dockerfile: FINISHED });
  for (const words of [
    ['--write'],
    ['--verify'],
    ['--context', '.'],
    ['--stdin-filename', 'a'],
    ['Dockerfile'],
    ['--only', 'nothing'],
  ]) {
    const { exitCode, stdout, stderr } = sandbox.run(['fix', '--format', 'jsonl', '-', ...words]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^dockopt: [^\n]+, [^\n]+\n$/);
  }
});

describe('a stream', () => {
  test('of 20,000 lines is answered while it is sent, and memory stays flat', async () => {
    // The knowledge takes some 40 MB; 20,000 lines of 8 kB would take four times the limit.
    const child = spawn(
      execPath,
      ['--max-old-space-size=100', PROGRAM, 'fix', '--format', 'jsonl', '-'],
      { env: ENVIRONMENT, stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const ended = once(child, 'exit');
    const padding = `# ${'x'.repeat(8000)}\n`;
    const results = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<{ readonly id: unknown; readonly status: unknown }> => {
      const read = await results.next();
      if (read.done === true) throw new Error('the stream ended early');
      const { value } = read;
      // What of it is no such thing fails below.
      const { id, status } = JSON.parse(value) as Result;
      return { id, status };
    };
    const write = async (id: number): Promise<void> => {
      const line = JSON.stringify(job(`FROM debian:12-slim\n${padding}RUN echo ${id}\n`, { id }));
      if (!child.stdin.write(`${line}\n`)) await once(child.stdin, 'drain');
    };
    // Nothing has ended, and the first is answered.
    await write(0);
    expect(await next()).toEqual({ id: 0, status: 'unchanged' });
    const sending = (async () => {
      for (let id = 1; id < 20_000; id += 1) await write(id);
    })();
    for (let id = 1; id < 20_000; id += 1) {
      const result = await next();
      if (result.id !== id || result.status !== 'unchanged') {
        throw new Error(`${JSON.stringify(result)} is no answer to line ${id}`);
      }
    }
    await sending;
    child.stdin.end();
    expect(await results.next()).toMatchObject({ done: true });
    expect(await ended).toEqual([0, null]);
  }, 300_000);

  test('is not read on while nobody takes the results', async () => {
    const line = Buffer.from(`${JSON.stringify(job(FINISHED))}\n`);
    let sent = 0;
    const input = async function* (): AsyncGenerator<Uint8Array> {
      for (; sent < 3; sent += 1) yield await Promise.resolve(line);
    };
    let release: (() => void) | undefined;
    const sentAtWrites: number[] = [];
    const output = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        sentAtWrites.push(sent);
        release = done;
      },
    });
    const ended = streamJsonLines(LINES_COMMAND, {
      ...{ input: input(), output, errors: output, today: '2026-11-23' },
    });
    for (let taken = 0; taken < 3; taken += 1) {
      // More turns of the loop than reading everything takes.
      for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
      expect(sentAtWrites).toHaveLength(taken + 1);
      release?.();
    }
    expect(await ended).toMatchObject({ exitCode: 0 });
    expect(sentAtWrites).toEqual([0, 1, 2]);
  });
});

test('a bug is told with its trace, and does not stop the stream', async () => {
  const written = { output: '', errors: '' };
  const into = (name: keyof typeof written): Writable =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written[name] += chunk.toString();
        done();
      },
    });
  const input = (async function* () {
    yield await Promise.resolve(bytesOf([job('FROM a', { id: 1 }), job(FINISHED, { id: 2 })]));
  })();
  const outcome = await streamJsonLines(
    LINES_COMMAND,
    { input, output: into('output'), errors: into('errors'), today: '2026-11-23' },
    (each, ...rest) =>
      each.id === 1 ? Promise.reject(new Error('never settles')) : planJob(each, ...rest),
  );
  expect(outcome).toMatchObject({ exitCode: 2, standardError: expect.stringContaining('1 of 2') });
  expect(resultsOf(written.output)).toMatchObject([
    { id: 1, path: 'Dockerfile', status: 'error', message: expect.stringContaining('a bug of') },
    { id: 2, status: 'unchanged' },
  ]);
  expect(written.errors).toMatch(/^dockopt: line 1: this is a bug [^\n]+\nError: never settles\n/);
});

describe('the disk as lines of JSON', () => {
  test('has one line a file, an ignore file among them', () => {
    sandbox.write({
      'app/Dockerfile': 'FROM scratch\nCOPY . /\n',
      'app/main.py': 'print(1)\n',
      'app/__pycache__/main.pyc': 'x',
      'other.dockerfile': MERGEABLE.before,
      'broken.dockerfile': 'FORM a\n',
    });
    const { exitCode, stdout } = sandbox.run(['fix', '--format', 'jsonl']);
    expect(exitCode).toBe(2);
    const results = resultsOf(stdout);
    expect(results.map(({ path, status }) => `${String(path)} ${String(status)}`).sort()).toEqual([
      'app/.dockerignore changed',
      'app/Dockerfile unchanged',
      'broken.dockerfile error',
      'other.dockerfile changed',
    ]);
    const json: unknown = JSON.parse(sandbox.run(['fix', '--format', 'json']).stdout);
    const { files } = json as { files: readonly Result[] };
    expect(results.map(({ text }) => text)).toEqual(
      files.map(({ after, status }) => (status === 'error' ? undefined : after)),
    );
  });

  test('is written with --write', () => {
    sandbox.write({ Dockerfile: MERGEABLE.before });
    const { stdout } = sandbox.run(['fix', '--write', '--format', 'jsonl']);
    const [result] = resultsOf(stdout);
    expect(readFileSync(`${sandbox.folder}/Dockerfile`, 'utf8')).toBe(result?.['text']);
  });
});

describe('all fixtures', () => {
  const fixtures = TRANSFORMS.flatMap(({ id }) => loadFixtures(id));

  test.each([[[]], [['--unsafe']]])('as lines, with %j, follow the schemas', (words) => {
    const jobs = fixtures.map(({ transform, name, request, files }) => {
      const line = {
        ...{ id: `${transform}/${name}`, path: 'Dockerfile', text: request.text },
        ...(files === undefined ? {} : { files: withoutBinaries(files), complete: true }),
      };
      expect(schemaErrors(line, 'jsonl.schema.json#/$defs/job')).toEqual([]);
      return line;
    });
    const { exitCode, results } = send(jobs, words);
    expect(exitCode).toBe(0);
    expect(results.map(({ id }) => id)).toEqual(jobs.map(({ id }) => id));
    expect(results.filter(({ status }) => status === 'changed').length).toBeGreaterThan(100);
  });

  test('as a report follow the schema', () => {
    const folder = new URL('../fixtures', import.meta.url).pathname;
    const { exitCode, stdout } = sandbox.run(['fix', '--unsafe', '--format', 'json', folder]);
    const report: unknown = JSON.parse(stdout);
    expect(exitCode).toBe(0);
    expect(schemaErrors(report, 'report')).toEqual([]);
    expect(report).toMatchObject({ version: 1 });
  });
});

/** A file that holds a NUL has no text. */
function withoutBinaries(files: Readonly<Record<string, string>>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.includes('\0') ? null : text]),
  );
}

describe('the published schemas', () => {
  test('take what later versions add, and nothing that lacks what they promise', () => {
    const { results } = send([job(MERGEABLE.before)]);
    const [result = {}] = results;
    const name = 'jsonl.schema.json#/$defs/result';
    expect(publishedSchemaErrors({ ...result, added: 1 }, name)).toEqual([]);
    expect(schemaErrors({ ...result, added: 1 }, name)).not.toEqual([]);
    expect(publishedSchemaErrors({ ...result, version: 2 }, name)).not.toEqual([]);
    expect(publishedSchemaErrors({ ...result, text: undefined }, name)).not.toEqual([]);
  });
});
