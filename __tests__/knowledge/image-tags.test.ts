import { describe, expect, test } from '@jest/globals';
import {
  alpineTwin,
  knowsImage,
  lookUpTag,
  slimTwin,
  tableDate,
} from '../../src/knowledge/image-tags.js';
import { IMAGES } from '../../src/knowledge/data/image-tags.js';
import { readTagTable } from '../../src/knowledge/tag-table.js';

describe('the slim twin follows the grammar of its image (hazards B1, B2)', () => {
  test.each([
    ['python', '3.11-bookworm', '3.11-slim-bookworm'],
    ['python', '3.11', '3.11-slim'],
    ['python', 'latest', 'slim'],
    ['python', undefined, 'slim'],
    ['python', 'bookworm', 'slim-bookworm'],
    ['python', '2.7', '2.7-slim'],
    ['node', '20-bookworm', '20-bookworm-slim'],
    ['node', '20', '20-slim'],
    ['node', '16', '16-slim'],
    ['node', 'lts-iron', 'iron-slim'],
    ['node', 'lts', 'lts-slim'],
    ['node', 'latest', 'slim'],
    ['ruby', '3.3', '3.3-slim'],
    ['ruby', 'latest', 'slim'],
    ['ruby', '3.3-bookworm', '3.3-slim-bookworm'],
    ['rust', '1-bookworm', '1-slim-bookworm'],
    ['rust', 'latest', 'slim'],
    ['debian', '12', '12-slim'],
    ['debian', 'bookworm', 'bookworm-slim'],
    ['debian', 'stable', 'stable-slim'],
    ['debian', undefined, 'stable-slim'],
    ['debian', 'buster', 'buster-slim'],
    ['debian', 'bookworm-20240211', 'bookworm-20240211-slim'],
    ['perl', '5.36', '5.36-slim'],
    ['perl', '5.36-bookworm', '5.36-slim-bookworm'],
    ['perl', '5.36-threaded', '5.36-slim-threaded'],
    ['erlang', '26', '26-slim'],
    ['elixir', '1.16', '1.16-slim'],
    ['elixir', '1.16-otp-25', '1.16-otp-25-slim'],
    ['swift', '5.8', '5.8-slim'],
    ['swift', '5.8-jammy', '5.8-jammy-slim'],
    ['pypy', '3.10', '3.10-slim'],
  ])('%s:%s → %s', (image, tag, twin) => {
    expect(slimTwin(image, tag)).toMatchObject({ kind: 'twin', tag: twin });
  });
});

describe('no twin is made up', () => {
  test.each([
    ['r-base', '4.3.0', 'no-slim-variant'],
    ['golang', '1.22', 'no-slim-variant'],
    ['php', '8.2-apache', 'no-slim-variant'],
    ['ubuntu', '22.04', 'no-slim-variant'],
    ['postgres', '16', 'no-slim-variant'],
    ['nginx', '1.25', 'no-slim-variant'],
    ['tomcat', '10', 'no-slim-variant'],
    ['amazoncorretto', '17', 'no-slim-variant'],
    ['eclipse-temurin', '17', 'no-slim-variant'],
    ['rust', '1.24', 'twin-never-published'],
    ['python', '3.11-slim', 'already-slim'],
    ['python', 'slim-bookworm', 'already-slim'],
    ['python', '3.11-alpine', 'other-variant'],
    ['python', '3.11-windowsservercore', 'other-variant'],
    ['node', '20-alpine3.19', 'other-variant'],
    ['node', '999', 'tag-unknown-to-table'],
    ['node', '20-slim-bookworm', 'already-slim'],
    ['debian', 'bookworm-backports', 'other-variant'],
    ['node', '0.12', 'suite-unknown'],
    ['toString', 'latest', 'image-unknown-to-table'],
  ])('%s:%s: %s', (image, tag, reason) => {
    expect(slimTwin(image, tag)).toMatchObject({ kind: 'none', reason });
  });

  test('a twin on another suite is refused (hazards B27)', () => {
    expect(lookUpTag('openjdk', '11.0.4')).toBeDefined();
    for (const image of Object.keys(IMAGES)) {
      for (const tag of readTagTable(IMAGES[image] ?? '').tags()) {
        const twin = slimTwin(image, tag);
        if (twin.kind === 'none') continue;
        const own = lookUpTag(image, tag);
        expect([image, tag, lookUpTag(image, twin.tag)?.suite]).toEqual([image, tag, own?.suite]);
        expect(own?.suite).toBeDefined();
      }
    }
  });
});

test.each([
  ['python', '3.11-bookworm', '3.11-alpine'],
  ['python', '3.11-slim-bookworm', '3.11-alpine'],
  ['python', undefined, 'alpine'],
  ['node', 'lts-iron', 'iron-alpine'],
  ['node', '20-bookworm-slim', '20-alpine'],
  ['php', '8.2-fpm', '8.2-fpm-alpine'],
  ['php', '8.2-cli-bookworm', '8.2-cli-alpine'],
  ['golang', '1.22', '1.22-alpine'],
  ['eclipse-temurin', '17-jre', '17-jre-alpine'],
  ['redis', '7', '7-alpine'],
])('the Alpine twin of %s:%s is %s', (image, tag, twin) => {
  expect(alpineTwin(image, tag)).toMatchObject({ kind: 'twin', tag: twin });
});

test('there is no Alpine form of php with apache', () => {
  expect(alpineTwin('php', '8.2-apache')).toMatchObject({ reason: 'twin-never-published' });
});

test.each([
  ['node', '16', 'buster', 'frozen'],
  ['node', '14', 'buster', 'frozen'],
  ['python', '3.9', 'trixie', 'frozen'],
  ['python', '2.7', 'buster', 'frozen'],
  ['golang', '1.19', 'bookworm', 'frozen'],
  ['eclipse-temurin', '17-jre', 'resolute', 'current'],
  ['debian', '12', 'bookworm', 'current'],
  ['debian', 'latest', 'trixie', 'current'],
  ['debian', 'oldstable-slim', 'bookworm', 'current'],
  ['ubuntu', '22.04', 'jammy', 'current'],
  ['ubuntu', 'latest', 'resolute', 'current'],
  ['erlang', '24', 'bullseye', 'current'],
  ['maven', '3.9-eclipse-temurin-17-noble', 'noble', 'current'],
])('%s:%s was last built on %s and is %s', (image, tag, suite, state) => {
  expect(lookUpTag(image, tag)).toMatchObject({ suite, state });
});

test('Alpine and Windows have no suite', () => {
  expect(lookUpTag('python', '3.11-alpine')?.suite).toBeUndefined();
  expect(lookUpTag('golang', '1.22-nanoserver')?.suite).toBeUndefined();
});

test('the table knows its images and its day', () => {
  expect(knowsImage('python')).toBe(true);
  expect(knowsImage('library/python')).toBe(false);
  expect(tableDate).toBe('2026-08-21');
});
