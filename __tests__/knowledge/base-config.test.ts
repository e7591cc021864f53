import { expect, test } from '@jest/globals';
import { BASE_CONFIG_DATE, configOf } from '../../src/knowledge/base-config.js';

test('what bases give (hazards B32)', () => {
  expect(configOf('golang', '1.22')).toMatchObject({ workdir: '/go' });
  expect(configOf('golang', '1.22')?.environment).toContainEqual({
    name: 'GOTOOLCHAIN',
    value: 'local',
  });
  expect(configOf('node', '20')?.entrypoint).toEqual(['docker-entrypoint.sh']);
  expect(configOf('php', '8-apache')).toMatchObject({
    stopSignal: 'SIGWINCH',
    workdir: '/var/www/html',
    exposed: ['80'],
    command: ['apache2-foreground'],
  });
  expect(configOf('php', '8.2-fpm-alpine')?.stopSignal).toBe('SIGQUIT');
  expect(configOf('php', '8.2')?.workdir).toBe('/');
  expect(configOf('python', '3.11-windowsservercore')).toBeUndefined();
  expect(configOf('postgres', '16')).toBeUndefined();
  expect(configOf('buildpack-deps', 'jammy-curl')?.command).toEqual(['/bin/bash']);
  expect(configOf('nginx', '1.18')).toBeUndefined();
});

test('a twin of the same image configures the same', () => {
  for (const [image, full, slim] of [
    ['python', '3.12', '3.12-slim'],
    ['node', '20', '20-slim'],
    ['ruby', undefined, 'slim'],
    ['debian', '12', '12-slim'],
  ] as const) {
    expect(configOf(image, full)).toEqual(configOf(image, slim));
  }
});

test('every variable is named once', () => {
  expect(BASE_CONFIG_DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const image of ['node', 'python', 'golang', 'ruby', 'rust', 'php', 'nginx']) {
    const names = configOf(image, undefined)?.environment.map((variable) => variable.name) ?? [];
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
  }
});

const namesOf = (image: string, tag: string | undefined) =>
  configOf(image, tag)?.environment.map(({ name }) => name);

test('variables that came and went with a release', () => {
  expect(namesOf('node', '24-slim')).toContain('YARN_VERSION');
  expect(namesOf('node', 'lts')).toContain('YARN_VERSION');
  expect(namesOf('node', '26')).toEqual(['NODE_VERSION']);
  expect(namesOf('node', undefined)).toEqual(['NODE_VERSION']);
  expect(namesOf('python', '3.12.4')).toEqual(expect.arrayContaining(['LANG', 'GPG_KEY']));
  expect(namesOf('python', '3.13')).not.toContain('LANG');
  expect(namesOf('python', '3.13')).toContain('GPG_KEY');
  expect(namesOf('python', '3-slim')).toEqual(['PATH', 'PYTHON_VERSION', 'PYTHON_SHA256']);
  expect(namesOf('nginx', 'alpine')).toContain('NJS_VERSION');
  expect(namesOf('nginx', 'alpine-slim')).not.toContain('NJS_VERSION');
});
