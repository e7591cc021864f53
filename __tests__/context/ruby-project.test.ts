import { describe, expect, test } from '@jest/globals';
import { createMemoryContext } from '../../src/context/memory-context.js';
import { isPrecompiled, readGemLock, readRubyProject } from '../../src/context/ruby-project.js';

const LOCK = `GIT
  remote: git@example.com:shop/money-helpers.git
  revision: 1f2e3d4c5b6a
  branch: main
  specs:
    money_helpers (0.3.0)
      money (~> 6.16)

PATH
  remote: engines/catalog
  specs:
    catalog (0.1.0)
      sinatra

GEM
  remote: https://gems.example/
  specs:
    base64 (0.2.0)
    money (6.19.0)
      i18n (>= 0.6.4, <= 2)
    mustermann (3.0.0)
      ruby2_keywords (~> 0.0.1)
    nokogiri (1.16.4)
      mini_portile2 (~> 2.8.2)
      racc (~> 1.4)
    nokogiri (1.16.4-arm64-darwin)
      racc (~> 1.4)
    nokogiri (1.16.4-x86_64-linux)
      racc (~> 1.4)
    pg (1.5.6)
    sinatra (4.0.0)
      mustermann (~> 3.0)

PLATFORMS
  arm64-darwin-22
  x86_64-linux

DEPENDENCIES
  catalog!
  money_helpers!
  nokogiri (~> 1.16)
  pg

RUBY VERSION
   ruby 3.2.2p53

BUNDLED WITH
   2.4.19
`;

describe('readGemLock', () => {
  const lock = readGemLock(LOCK);
  const gem = (name: string) => lock?.gems.find((one) => one.name === name);

  test('reads gems, versions, what requires what and where it comes from', () => {
    expect(
      lock?.gems.map(({ name, version, origin }) => `${name} ${version ?? ''} ${origin.kind}`),
    ).toEqual([
      'money_helpers 0.3.0 version-control',
      'catalog 0.1.0 local',
      'base64 0.2.0 registry',
      'money 6.19.0 registry',
      'mustermann 3.0.0 registry',
      'nokogiri 1.16.4 registry',
      'pg 1.5.6 registry',
      'sinatra 4.0.0 registry',
    ]);
    expect(gem('money_helpers')?.origin).toMatchObject({
      system: 'git',
      address: 'git@example.com:shop/money-helpers.git',
    });
    expect(gem('nokogiri')?.requires).toEqual(['mini_portile2', 'racc']);
    expect(gem('money')?.requires).toEqual(['i18n']);
    expect(lock?.direct).toEqual(['catalog', 'money_helpers', 'nokogiri', 'pg']);
    expect(lock?.rubyVersion).toBe('3.2.2');
  });

  test('tells a gem that is compiled already from one that may have to be', () => {
    const compiled = lock?.gems.filter((one) => isPrecompiled(one, lock)).map(({ name }) => name);
    expect(compiled).toEqual(['nokogiri']);
    const other = readGemLock(LOCK.replace('  x86_64-linux\n\nDEP', '  ruby\n\nDEP'));
    expect(other?.gems.some((one) => isPrecompiled(one, other))).toBe(false);
  });

  test('says nothing of what is no lock file', () => {
    expect(readGemLock('')).toBeUndefined();
    expect(readGemLock('source "https://gems.example"\ngem "pg"\n')).toBeUndefined();
    expect(readGemLock(`<<<<<<< HEAD\n${LOCK}`)).toBeUndefined();
  });
});

test('a Gemfile without a lock file tells nothing, and no Gemfile is no project', () => {
  const files = { 'app/Gemfile': 'gem "pg"\n', 'b/gems.rb': '', 'b/gems.locked': LOCK };
  const context = createMemoryContext({ files });
  expect(readRubyProject(context, 'app')).toEqual({ folder: 'app', lock: undefined });
  expect(readRubyProject(context, 'b')?.lock?.gems.length).toBe(8);
  expect(readRubyProject(context, '')).toBeUndefined();
});
