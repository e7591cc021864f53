import { describe, expect, test } from '@jest/globals';
import { officialImage, parseImageReference } from '../../src/dockerfile/image-reference.js';

describe('parseImageReference', () => {
  test.each([
    ['python', [undefined, 'python', undefined, undefined]],
    ['python:3.11', [undefined, 'python', '3.11', undefined]],
    ['reg.io:5000/a/b:t@sha256:0a', ['reg.io:5000', 'a/b', 't', 'sha256:0a']],
    ['reg.io:5000/a', ['reg.io:5000', 'a', undefined, undefined]],
    ['localhost/a:1', ['localhost', 'a', '1', undefined]],
    ['bitnami/node:20', [undefined, 'bitnami/node', '20', undefined]],
    ['Upper/a', ['Upper', 'a', undefined, undefined]],
    ['a@sha256:0a', [undefined, 'a', undefined, 'sha256:0a']],
  ])('%s', (text, [registry, repository, tag, digest]) => {
    expect(parseImageReference(text)).toEqual({ registry, repository, tag, digest });
  });
});

describe('officialImage', () => {
  test.each([
    ['python:3', 'python'],
    ['docker.io/library/python', 'python'],
    ['docker.io/python', 'python'],
    ['public.ecr.aws/docker/library/python', 'python'],
    ['library/python', 'python'],
    ['bitnami/python', undefined],
    ['ghcr.io/python', undefined],
    ['public.ecr.aws/python', undefined],
  ])('of %s is %s', (text, name) => {
    expect(officialImage(parseImageReference(text))).toBe(name);
  });
});
