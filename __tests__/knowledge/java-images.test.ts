import { expect, test } from '@jest/globals';
import {
  isRuntime,
  needsJdk,
  openjdkSuccessor,
  runtimeTwin,
} from '../../src/knowledge/java-images.js';

test.each([
  ['17', '17-jre'],
  ['17-jdk', '17-jre'],
  ['17-jdk-jammy', '17-jre-jammy'],
  ['21-alpine', '21-jre-alpine'],
  ['8u372-b07-jdk-focal', '8u372-b07-jre-focal'],
  ['17.0.6_10-jdk-jammy', '17.0.6_10-jre-jammy'],
])('the JRE of eclipse-temurin:%s is %s', (jdk, jre) => {
  expect(runtimeTwin(jdk)).toBe(jre);
});

test.each(['17-jre', '16-jdk', '99', 'latest', '17-windowsservercore'])(
  'eclipse-temurin:%s has no JRE that was published and could take its place',
  (tag) => {
    expect(runtimeTwin(tag)).toBeUndefined();
  },
);

test('a tag of a JRE is known as one', () => {
  expect(['17-jre', '8-jre-alpine', '17', '17-jdk-jammy'].map(isRuntime)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  ['17', 'jre', '17-jre-noble'],
  ['8-jdk-alpine', 'jdk', '8-jdk-alpine'],
  ['11.0.3-jdk-slim', 'jre', '11-jre-noble'],
] as const)('openjdk:%s with the needs of a %s lives on as %s', (tag, kind, expected) => {
  expect(openjdkSuccessor(tag, kind)).toEqual({
    kind: 'successor',
    image: 'eclipse-temurin',
    tag: expected,
  });
});

test.each(['15', '17-ea-1', '8-windowsservercore', undefined, 'oracle'])(
  'openjdk:%s has no successor',
  (tag) => {
    expect(openjdkSuccessor(tag, 'jre').kind).toBe('none');
  },
);

test('commands of the JDK and build tools need a JDK', () => {
  expect(['javac', 'jlink', 'mvn', 'gradlew', 'java', 'keytool', 'curl'].filter(needsJdk)).toEqual([
    'javac',
    'jlink',
    'mvn',
    'gradlew',
  ]);
});
