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
