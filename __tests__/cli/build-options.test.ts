import { describe, expect, test } from '@jest/globals';
import yargs from 'yargs';
import {
  ENGINE_OPTIONS,
  engineOptions,
  givenEngineOptions,
  readEngineOptions,
  type EngineSettings,
} from '../../src/cli/build-options.js';

async function read(...words: readonly string[]): Promise<EngineSettings> {
  const parser = engineOptions(
    yargs([...words])
      .option('target', { type: 'string' })
      .parserConfiguration({ 'dot-notation': false }),
  );
  return readEngineOptions(await parser.exitProcess(false).fail(false).strict().parseAsync());
}

test('nothing given is the first engine that answers, and builds within half an hour', async () => {
  expect(await read()).toEqual({
    engine: undefined,
    builder: undefined,
    keep: false,
    build: {
      target: undefined,
      platform: undefined,
      buildArguments: [],
      buildContexts: [],
      secrets: [],
      ssh: [],
      network: undefined,
      addHosts: [],
      timeoutSeconds: 1800,
    },
    run: { runArguments: [], ports: [], smokeTimeoutSeconds: 60 },
  });
});

test('every option is read, those that go together as often as they are given', async () => {
  const words =
    '--engine docker --builder farm --keep --target run --platform linux/arm64 --build-arg A=1 --build-arg B --build-context lib=../lib --secret id=npm,src=.npmrc --ssh default --network host --add-host db:10.0.0.1 --run-arg=--env=A=1 --run-arg=--network=host --port 80 --port 8080 --build-timeout 90 --smoke-timeout 2.5';
  const settings = await read(...words.split(' '));
  expect(settings).toEqual({
    engine: 'docker',
    builder: 'farm',
    keep: true,
    build: {
      target: 'run',
      platform: 'linux/arm64',
      buildArguments: ['A=1', 'B'],
      buildContexts: ['lib=../lib'],
      secrets: ['id=npm,src=.npmrc'],
      ssh: ['default'],
      network: 'host',
      addHosts: ['db:10.0.0.1'],
      timeoutSeconds: 90,
    },
    run: {
      runArguments: ['--env=A=1', '--network=host'],
      ports: [80, 8080],
      smokeTimeoutSeconds: 2.5,
    },
  });
});

test('a path may follow an option that is given many times', async () => {
  const parser = engineOptions(yargs(['--build-arg', 'A=1', 'path', '--port', '80', 'other']));
  expect(await parser.parseAsync()).toMatchObject({ _: ['path', 'other'], port: ['80'] });
});

describe('what is no value is refused', () => {
  test.each([
    [['--port', 'http'], '--port can’t be http'],
    [['--port', '70000'], '1 to 65535'],
    [['--build-timeout', 'long'], 'a number of seconds'],
    [['--smoke-timeout', '0'], 'a number of seconds'],
    [['--builder', 'a', '--builder', 'b'], 'given twice'],
    [['--build-arg', ''], '--build-arg is empty'],
  ])('%j', async (words, part) => {
    await expect(read(...words)).rejects.toThrow(part.replace('’', "'"));
  });
});

test('what is given is known by name', async () => {
  const parser = engineOptions(yargs(['--keep', '--port=80']));
  expect(givenEngineOptions(await parser.parseAsync())).toEqual(['port', 'keep']);
  expect(givenEngineOptions(await engineOptions(yargs([])).parseAsync())).toEqual([]);
});

test('the names are those of the options, and the help fits 80 columns', async () => {
  const help = await engineOptions(yargs([])).wrap(80).getHelp();
  const named = [...help.matchAll(/^ +--([\w-]+)/gm)].map(([, name]) => name);
  expect(named.filter((name) => name !== 'help' && name !== 'version').sort()).toEqual(
    [...ENGINE_OPTIONS].sort(),
  );
  expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
});
