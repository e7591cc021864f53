import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseConfiguration } from '../../src/configuration/parse-configuration.js';
import { configurationText, INSTALLED_SCHEMA } from '../../src/cli/init/configuration-text.js';
import { settingsFor } from '../../src/configuration/configuration.js';
import { TRANSFORMS } from '../../src/core.js';
import { DEFAULT_OPTIONS } from '../../src/transform/transform.js';

const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
const rules = { transforms: TRANSFORMS.map(({ id }) => id) };
const blocks = [...page.matchAll(/^```(yaml|json)\n([^]*?)^```$/gm)].map(
  ([, language = '', text = '']) => ({
    text,
    format:
      language === 'yaml'
        ? ('yaml' as const)
        : /^ {2}"dockopt"/m.test(text)
          ? ('package' as const)
          : ('json' as const),
  }),
);

describe('docs/configuration.md', () => {
  test('has examples of both formats', () => {
    expect(blocks.map(({ format }) => format)).toEqual(expect.arrayContaining(['yaml', 'package']));
  });

  test.each(blocks)('example %#: the reader takes it', async ({ text, format }) => {
    expect(await parseConfiguration(text, format, rules)).toMatchObject({ kind: 'read' });
  });

  test('the example counts as the page says', async () => {
    const [example] = blocks;
    const parsed = await parseConfiguration(example?.text ?? '', 'yaml', rules);
    if (parsed.kind === 'wrong') throw new Error(JSON.stringify(parsed.problems));
    const of = (path: string) => settingsFor(parsed.configuration, path);
    expect(of('vendor/a/Dockerfile')).toBe('ignored');
    expect(of('a/b.legacy.dockerfile')).toBe('ignored');
    expect(of('apps/a/Dockerfile')).toMatchObject({ context: '.', target: 'production' });
    expect(of('tools/x/Dockerfile')).toMatchObject({
      unsafe: true,
      options: { base: 'alpine', merge: 'pays', packages: ['tzdata', 'curl'] },
    });
  });

  test('names every key, every mode and every option of the schema', () => {
    const text = readFileSync(
      new URL('../../schema/dockopt.config.schema.json', import.meta.url),
      'utf8',
    );
    const words = new Set<string>();
    const collect = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, value] of Object.entries<unknown>({ ...node })) {
        if (key === 'properties' && typeof value === 'object' && value !== null) {
          Object.keys(value).forEach((name) => words.add(name));
        }
        if (key === 'enum' && Array.isArray(value)) value.forEach((one) => words.add(String(one)));
        collect(value);
      }
    };
    collect(JSON.parse(text));
    rules.transforms.forEach((id) => words.delete(id));
    expect([...words].filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
  });
});

describe('what dockopt init writes', () => {
  test.each([true, false])('is read, and says the defaults (schema: %s)', async (hasSchema) => {
    const text = configurationText(hasSchema);
    expect(text.includes(INSTALLED_SCHEMA)).toBe(hasSchema);
    const parsed = await parseConfiguration(text, 'yaml', rules);
    expect(parsed).toEqual({
      kind: 'read',
      configuration: {
        ignore: [],
        overrides: [],
        settings: {
          unsafe: false,
          modes: new Map(rules.transforms.map((id) => [id, 'fix'])),
          options: DEFAULT_OPTIONS,
        },
      },
    });
  });

  test('is read with its comments as settings, too', async () => {
    const text = configurationText(false).replaceAll(/^# (?=overrides:| {2})/gm, '');
    expect(await parseConfiguration(text, 'yaml', rules)).toMatchObject({
      kind: 'read',
      configuration: {
        overrides: [
          { files: ['apps/*/Dockerfile'], settings: { context: '.', target: 'production' } },
        ],
      },
    });
  });
});
