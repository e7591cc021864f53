import { expect, test } from '@jest/globals';
import * as data from '../../src/knowledge/data/ruby-gems.js';
import { gemNeed } from '../../src/knowledge/ruby-gems.js';

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

test('the table has its shape, its source and its date', () => {
  expect(data.DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(data.SOURCE).toMatch(/^Debian \d/);
  for (const sum of Object.values(data.INPUTS)) expect(sum).toMatch(/^[0-9a-f]{64}$/);
  const loaded = data.LOADED.split('\n').map((line) => {
    expect(line).toMatch(/^[\w.-]+:(?: [a-z0-9.+-]+)+$/);
    return line.slice(0, line.indexOf(':'));
  });
  const names = [...data.PURE.split(' '), ...loaded, ...data.COMPILED.split(' ')];
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9][\w.-]*$/);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(data.COMPILED.split(' ').length).toBeGreaterThanOrEqual(60);
  expect(names.length).toBeGreaterThan(1000);
});
