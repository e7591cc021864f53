import { expect, test } from '@jest/globals';
import * as data from '../../src/knowledge/data/ruby-gems.js';
import { gemNeed, isPublishedCompiled, likelyGemLibraries } from '../../src/knowledge/ruby-gems.js';

test('what a gem needs', () => {
  expect(gemNeed('sinatra')).toEqual({ kind: 'pure' });
  expect(gemNeed('pg')).toEqual({ kind: 'compiler' });
  expect(gemNeed('mini_magick')).toMatchObject({ packages: ['imagemagick'], certain: true });
  expect(gemNeed('ethon')).toMatchObject({ packages: ['libcurl4'] });
  expect(gemNeed('acme-billing')).toEqual({ kind: 'unknown' });
});

test('gems that Debian builds without what upstream compiles are not taken for pure', () => {
  for (const name of ['racc', 'sassc', 'json', 'digest-crc']) {
    expect([name, gemNeed(name).kind]).toEqual([name, 'unknown']);
  }
});

test('what a gem is most likely linked with, on each suite', () => {
  expect(likelyGemLibraries('pg', 'trixie')).toEqual(['libpq5']);
  expect(likelyGemLibraries('charlock_holmes', 'bookworm')).toEqual(['libicu72']);
  expect(likelyGemLibraries('puma', 'trixie')).toEqual(['libssl3t64']);
  expect(likelyGemLibraries('puma', 'bookworm')).toEqual(['libssl3']);
  expect(likelyGemLibraries('sinatra', 'bookworm')).toEqual([]);
});

test('gems that are published compiled', () => {
  expect(['nokogiri', 'ffi', 'grpc', 'puma', 'bcrypt'].filter(isPublishedCompiled)).toEqual([
    'nokogiri',
    'ffi',
    'grpc',
  ]);
});

test('the table has its shape, its source and its date', () => {
  expect(data.DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(data.SOURCE).toMatch(/^Debian \d/);
  for (const sum of Object.values(data.INPUTS)) expect(sum).toMatch(/^[0-9a-f]{64}$/);
  const loaded = data.LOADED.split('\n').map((line) => {
    expect(line).toMatch(/^[\w.-]+:(?: [a-z0-9.+-]+)+$/);
    return line.slice(0, line.indexOf(':'));
  });
  const compiled = data.COMPILED.split('\n').map((line) => {
    expect(line).toMatch(/^[\w.-]+:(?: [a-z0-9.+-]+-dev)*$/);
    return line.slice(0, line.indexOf(':'));
  });
  const precompiled = data.PRECOMPILED.split('\n').map((line) => {
    const [, name = '', lock] = /^([\w.-]+) (\d+) \d[\w.]*:(?: gnu)?(?: musl)?$/.exec(line) ?? [];
    expect([line, data.LOCKS[Number(lock ?? -1)]]).toEqual([
      line,
      expect.stringMatching(/^[\w.-]+\/[\w.-]+ at [0-9a-f]+ \(\d{4}-\d\d-\d\d\), Gemfile\.lock$/),
    ]);
    return name;
  });
  expect(precompiled).toEqual([...precompiled].sort());
  expect(
    compiled.filter((name) => likelyGemLibraries(name, 'trixie').length > 0).length,
  ).toBeGreaterThan(25);
  const names = [...data.PURE.split(' '), ...loaded, ...compiled];
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9][\w.-]*$/);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(compiled.length).toBeGreaterThanOrEqual(60);
  expect(names.length).toBeGreaterThan(1000);
});
