import { expect, test } from '@jest/globals';
import { createMemoryContext } from '../../src/context/memory-context.js';
import { readPhpProject } from '../../src/context/php-project.js';

const MANIFEST = {
  name: 'shop/site',
  require: { php: '^8.2', 'ext-gd': '*', 'laravel/framework': '^11.0', 'shop/helpers': 'dev-main' },
  'require-dev': { 'phpunit/phpunit': '^11.0' },
  repositories: [{ type: 'vcs', url: 'git@example.com:shop/helpers.git' }],
  scripts: {
    'post-install-cmd': ['@php artisan storage:link', 'Acme\\Hooks::afterInstall'],
    lint: 'pint --test',
  },
};

const LOCK = {
  'content-hash': '0',
  packages: [
    {
      name: 'laravel/framework',
      version: 'v11.4.0',
      source: { type: 'git', url: 'https://github.com/laravel/framework.git', reference: '1f2e' },
      dist: { type: 'zip', url: 'https://archives.example/laravel/framework/1f2e.zip' },
      require: { php: '^8.2', 'ext-mbstring': '*', 'psr/log': '^1.0|^2.0|^3.0' },
      type: 'library',
    },
    {
      name: 'shop/helpers',
      version: 'dev-main',
      source: { type: 'git', url: 'git@example.com:shop/helpers.git', reference: '3d4c' },
      type: 'library',
    },
    {
      name: 'shop/theme',
      version: '1.0.0',
      dist: { type: 'path', url: './theme' },
      type: 'library',
    },
  ],
  'packages-dev': [
    {
      name: 'phpunit/phpunit',
      version: '11.1.2',
      dist: { type: 'zip', url: 'https://archives.example/phpunit.zip' },
      bin: ['phpunit'],
      type: 'library',
    },
  ],
};

test('reads composer.json and composer.lock', () => {
  const context = createMemoryContext({
    files: { 'composer.json': JSON.stringify(MANIFEST), 'composer.lock': JSON.stringify(LOCK) },
  });
  const project = readPhpProject(context, '');
  expect(project?.extensions).toEqual(['gd', 'mbstring']);
  expect(project?.require.get('shop/helpers')).toBe('dev-main');
  expect(project?.versionControlRepositories).toEqual(['git@example.com:shop/helpers.git']);
  expect([...(project?.scripts ?? [])]).toEqual([
    ['post-install-cmd', ['@php artisan storage:link', 'Acme\\Hooks::afterInstall']],
    ['lint', ['pint --test']],
  ]);
  expect(
    project?.packages?.map(({ name, version, origin, hasArchive, development }) => [
      name,
      version,
      origin.kind,
      hasArchive,
      development,
    ]),
  ).toEqual([
    ['laravel/framework', '11.4.0', 'registry', true, false],
    ['shop/helpers', 'dev-main', 'version-control', false, false],
    ['shop/theme', '1.0.0', 'local', true, false],
    ['phpunit/phpunit', '11.1.2', 'registry', true, true],
  ]);
  expect(project?.packages?.at(-1)?.binaries).toEqual(['phpunit']);
  expect(project?.packages?.[0]?.requires).toEqual(['psr/log']);
});

test('knows what it does not know', () => {
  const files = { 'composer.json': '{}', 'composer.lock': '{', 'broken/composer.json': '[' };
  const context = createMemoryContext({ files });
  expect(readPhpProject(context, '')?.packages).toBeUndefined();
  expect(readPhpProject(context, 'broken')).toBeUndefined();
  expect(readPhpProject(context, 'nowhere')).toBeUndefined();
});
