import { describe, expect, test } from '@jest/globals';
import { settingsFor, type Configuration } from '../../src/configuration/configuration.js';
import {
  parseConfiguration,
  type ConfigurationFormat,
} from '../../src/configuration/parse-configuration.js';
import { TRANSFORMS } from '../../src/core.js';

const rules = { transforms: TRANSFORMS.map(({ id }) => id) };

async function read(text: string, format: ConfigurationFormat = 'yaml'): Promise<Configuration> {
  const parsed = await parseConfiguration(text, format, rules);
  if (parsed.kind === 'wrong') throw new Error(JSON.stringify(parsed.problems));
  return parsed.configuration;
}

async function wrong(
  text: string,
  format: ConfigurationFormat = 'yaml',
): Promise<readonly string[]> {
  const parsed = await parseConfiguration(text, format, rules);
  return parsed.kind === 'read'
    ? []
    : parsed.problems.map(
        ({ position: { line, column }, message }) => `${line}:${column} ${message}`,
      );
}

describe('what counts for a file', () => {
  const text = `
unsafe: true
base: alpine
transforms:
  merge-runs: { mode: check, merge: pays }
  slim-base: { packages: [tzdata] }
ignore: ['vendor/', '/old.Dockerfile', '*.dev', '!keep.dev']
overrides:
  - files: ['apps/*/Dockerfile', ./Dockerfile]
    unsafe: false
    transforms: { merge-runs: off, slim-base: { base: slim } }
    target: first
  - files: [apps/b/]
    transforms: { merge-runs: { merge: all }, slim-base: { packages: [] } }
    target: second
    context: apps
`;
  const of = async (path: string | undefined) => {
    const settings = settingsFor(await read(text), path);
    return settings === 'ignored'
      ? settings
      : { ...settings, modes: Object.fromEntries(settings.modes) };
  };

  test('is what stands at the top', async () => {
    const top = {
      unsafe: true,
      modes: { 'merge-runs': 'check' },
      options: { base: 'alpine', merge: 'pays', packages: ['tzdata'] },
    };
    expect(await of('other/Dockerfile')).toEqual(top);
    expect(await of('apps/a/b/Dockerfile')).toEqual(top);
    expect(await of(undefined)).toEqual(top);
    expect(await of('../Dockerfile')).toEqual(top);
  });

  test('and what each override says, where later ones win key by key', async () => {
    const first = {
      unsafe: false,
      modes: { 'merge-runs': 'off' },
      options: { base: 'slim', merge: 'pays', packages: ['tzdata'] },
      target: 'first',
    };
    expect(await of('Dockerfile')).toEqual(first);
    expect(await of('apps/a/Dockerfile')).toEqual(first);
    expect(await of('apps/b/Dockerfile')).toEqual({
      ...first,
      options: { base: 'slim', merge: 'all', packages: [] },
      target: 'second',
      context: 'apps',
    });
  });

  test('or nothing, where a file is left alone', async () => {
    expect(await of('vendor/x/Dockerfile')).toBe('ignored');
    expect(await of('a/vendor/Dockerfile')).toBe('ignored');
    expect(await of('old.Dockerfile')).toBe('ignored');
    expect(await of('a/old.Dockerfile')).not.toBe('ignored');
    expect(await of('a/Dockerfile.dev')).toBe('ignored');
    expect(await of('keep.dev')).not.toBe('ignored');
  });
});

describe('texts', () => {
  test('that say nothing are configurations', async () => {
    for (const text of ['', '# nothing yet\n', '{}', '\uFEFF']) {
      expect(await read(text)).toMatchObject({ ignore: [], overrides: [] });
    }
  });

  test('of JSON may be indented by tabs, and begin with a byte order mark', async () => {
    const text = '\uFEFF{\n\t"ignore": [\n\t\t"a\\/b"\n\t]\n}\n';
    expect(await read(text, 'json')).toMatchObject({ ignore: ['a/b'] });
    expect(await read(text)).toMatchObject({ ignore: ['a/b'] });
  });

  test('of YAML may use anchors', async () => {
    const text = 'ignore: &all [a]\noverrides:\n  - files: *all\n';
    expect(await read(text)).toMatchObject({ ignore: ['a'], overrides: [{ files: ['a'] }] });
    expect(
      await wrong(
        'transforms: &t {slim-base: on}\noverrides:\n  - files: [a]\n    transforms: *t\n',
      ),
    ).toEqual([
      "1:28 transforms.slim-base can't be on, give one of off, check, fix",
      "1:28 overrides[0].transforms.slim-base can't be on, give one of off, check, fix",
    ]);
  });

  test.each<[string, ConfigurationFormat, readonly string[]]>([
    ['unsafe: true\nunsafe: false\n', 'yaml', ['2:1 this key is given twice, give it once']],
    ['{"unsafe": true, "unsafe": true}', 'json', ['1:18 this key is given twice, give it once']],
    [
      '{"unsafe": true,}',
      'json',
      ['1:17 this is no JSON, correct it: no comments, no comma before } or ]'],
    ],
    [
      '{"unsafe": ',
      'json',
      ['1:12 this is no JSON, correct it: no comments, no comma before } or ]'],
    ],
    [
      'unsafe: true',
      'json',
      ['1:1 this is no JSON, correct it: no comments, no comma before } or ]'],
    ],
    ['unsafe: [\n', 'yaml', ['2:1 this is no YAML, correct it']],
    [
      'a: 1\n---\nb: 1\n',
      'yaml',
      ['2:1 a second document begins here, and a configuration is one; remove it'],
    ],
    [
      'unsafe: !!js/function "() => 1"\n',
      'yaml',
      ['1:9 this tag is not known here, leave it out: a configuration is plain data'],
    ],
    [
      'ignore: *all\n',
      'yaml',
      ['1:1 an alias (*name) leads nowhere or too often, write its value'],
    ],
    [
      'ignore: &a [*a]\n',
      'yaml',
      [
        "1:13 ignore[0] can't be a list, give a pattern such as apps/*/Dockerfile, with / and from the folder of this file",
      ],
    ],
    ['- a\n', 'yaml', ["1:1 the configuration can't be a list, give keys with values"]],
    ['unsafe:\n', 'yaml', ["1:8 unsafe can't be null, give true or false"]],
    [
      'ignore:\n  -\n',
      'yaml',
      [
        "2:4 ignore[0] can't be null, give a pattern such as apps/*/Dockerfile, with / and from the folder of this file",
      ],
    ],
    ['ignor: [a]\n', 'yaml', ['1:1 there is no key ignor, did you mean ignore?']],
    [
      'qqqqqqq: [a]\n',
      'yaml',
      [
        '1:1 there is no key qqqqqqq, give one of unsafe, transforms, base, context, target, ignore, overrides, $schema',
      ],
    ],
    [
      'transforms: {merge-runs: {packages: []}}\n',
      'yaml',
      ['1:27 there is no key packages in transforms.merge-runs, give one of mode, merge'],
    ],
    [
      '{"name": "x", "dockopt": {"unsafe": 1}}',
      'package',
      ["1:37 unsafe can't be 1, give true or false"],
    ],
    [
      '{"dockopt": "./dockopt.js"}',
      'package',
      ["1:13 the configuration can't be ./dockopt.js, give keys with values"],
    ],
  ])('%j', async (text, format, problems) => {
    expect(await wrong(text, format)).toEqual(problems);
  });

  test('that unfold without end are refused', async () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [index, name] of ['b', 'c', 'd', 'e', 'f', 'g', 'h'].entries()) {
      const before = 'abcdefgh'[index] ?? '';
      lines.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
    }
    expect(await wrong(lines.join('\n'))).toEqual([
      '1:1 an alias (*name) leads nowhere or too often, write its value',
    ]);
  });
});
