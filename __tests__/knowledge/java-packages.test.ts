import { expect, test } from '@jest/globals';
import { buildsJava, readJavaPackage, runtimePackage } from '../../src/knowledge/java-packages.js';

test.each([
  [['default-jdk'], false, 'default-jre-headless'],
  [['default-jdk'], true, 'default-jre'],
  [['default-jdk-headless'], true, 'default-jre-headless'],
  [['maven', 'openjdk-17-jdk'], false, 'openjdk-17-jre-headless'],
  [['openjdk-17-jdk=17.0.13+11-2'], false, 'openjdk-17-jre-headless=17.0.13+11-2'],
  [['openjdk-17-jdk-headless', 'openjdk-17-jre'], true, 'openjdk-17-jre'],
] as const)('what %j compiles, drawing %s, is run by %s', (packages, draws, expected) => {
  expect(runtimePackage(packages, draws)).toBe(expected);
});

test.each([[[]], [['maven']], [['default-jdk', 'openjdk-17-jdk']], [['openjdk-17-jre-dcevm']]])(
  'which Java %j brings is not known',
  (packages: readonly string[]) => {
    expect(runtimePackage(packages, false)).toBeUndefined();
  },
);

test('packages of Java and of its build tools are known', () => {
  expect(readJavaPackage('openjdk-21-jdk-headless')).toEqual({
    release: 'openjdk-21',
    kind: 'jdk',
    headless: true,
    version: '',
  });
  expect(
    ['ant', 'libmaven-jar-plugin-java', 'libgson-java', 'maven=3.8.7-1', 'git'].map(buildsJava),
  ).toEqual([true, true, false, true, false]);
});
