import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { DEFAULT_OPTIONS } from '../../src/transform/transform.js';
import { DEFAULT_SETTINGS, readSettings } from '../../src/lsp/settings.js';

interface Property {
  readonly type: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
}

/** What the extension for VS Code offers to set; the manifest is ours, and this is its shape. */
const manifest = JSON.parse(
  readFileSync(new URL('../../editors/vscode/package.json', import.meta.url), 'utf8'),
) as {
  readonly version: string;
  readonly engines: { readonly vscode: string };
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
  };
};
const properties = Object.entries(manifest.contributes.configuration.properties).filter(
  ([name]) => name !== 'dockopt.path',
);

/** A value as VS Code sends it: sections are objects. */
function nested(name: string, value: unknown): unknown {
  return name.split('.').reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);
}

describe('the settings of the extension for VS Code', () => {
  test('are by default what the server does', () => {
    for (const [name, property] of properties) {
      const { settings, problems } = readSettings(nested(name, property.default));
      expect([name, problems]).toEqual([name, []]);
      expect({ ...settings, options: { ...DEFAULT_OPTIONS, ...settings.options } }).toEqual({
        ...DEFAULT_SETTINGS,
        options: DEFAULT_OPTIONS,
      });
    }
  });

  test('are all read, and what is no choice is told', () => {
    expect(properties).not.toEqual([]);
    for (const [name, property] of properties) {
      const values =
        property.enum?.filter((value) => value !== property.default) ??
        (property.type === 'array' ? [['slim-base']] : ['text']);
      for (const value of values) {
        const { settings, problems } = readSettings(nested(name, value));
        expect([name, value, problems]).toEqual([name, value, []]);
        expect([name, settings]).not.toEqual([name, DEFAULT_SETTINGS]);
      }
      const wrong = readSettings(nested(name, property.type === 'array' ? ['nothing'] : 5));
      expect([name, wrong.problems.length]).toEqual([name, 1]);
    }
  });

  test('go with the version of the program and of the client', () => {
    const read = (path: string): { version: string; engines: { vscode: string } } =>
      JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as {
        version: string;
        engines: { vscode: string };
      };
    expect(manifest.version).toBe(read('../../package.json').version);
    const client = read('../../node_modules/vscode-languageclient/package.json');
    expect(manifest.engines.vscode).toBe(client.engines.vscode);
  });
});

test.each([[undefined], [null], [5], ['text'], [[]], [{ dockopt: null }], [{ severity: [] }]])(
  'settings that are %j are the defaults',
  (sent) => {
    expect(readSettings(sent)).toEqual({ settings: DEFAULT_SETTINGS, problems: [] });
  },
);
