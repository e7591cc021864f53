import { expect, test } from '@jest/globals';
import {
  isRuntime,
  needsJdk,
  openjdkSuccessor,
  runtimeHasCommand,
  runtimeOf,
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

test.each([
  ['maven', '3-eclipse-temurin-17', 'eclipse-temurin:17-jre-noble'],
  ['maven', '3.9.6-eclipse-temurin-17-alpine', 'eclipse-temurin:17-jre-alpine'],
  ['maven', '3.9.9-eclipse-temurin-24', 'eclipse-temurin:24-jre'],
  ['maven', '3.9-amazoncorretto-21-al2023', 'amazoncorretto:21-al2023-headless'],
  ['gradle', '8-jdk17-jammy', 'eclipse-temurin:17-jre-jammy'],
  ['gradle', 'jdk25', 'eclipse-temurin:25-jre-resolute'],
  ['gradle', '8-jdk17-corretto', 'amazoncorretto:17-al2023-headless'],
  ['eclipse-temurin', '17-jdk-jammy', 'eclipse-temurin:17-jre-jammy'],
  ['amazoncorretto', '17', 'amazoncorretto:17-al2023-headless'],
])('what %s:%s builds is run by %s', (image, tag, expected) => {
  const runtime = runtimeOf(image, tag);
  expect(runtime).toMatchObject({ kind: 'runtime', isSuccessor: false });
  expect(runtime.kind === 'runtime' && `${runtime.image}:${runtime.tag}`).toBe(expected);
});

test.each([
  ['openjdk', '17-jdk-slim', '17-jre-noble'],
  ['maven', '3.6.1-jdk-11-slim', '11-jre-noble'],
  ['maven', '3-openjdk-17', '17-jre-noble'],
])('%s:%s is dead, and its successor is another system', (image, tag, expected) => {
  expect(runtimeOf(image, tag)).toEqual({
    kind: 'runtime',
    image: 'eclipse-temurin',
    tag: expected,
    isSuccessor: true,
  });
});

test.each([
  ['maven', '3'],
  ['maven', '3.9-sapmachine-21'],
  ['maven', '3-amazoncorretto-17-al2'],
  ['maven', '3-eclipse-temurin-1234'],
  ['gradle', 'latest'],
  ['eclipse-temurin', '17-jre'],
  ['amazoncorretto', '17-alpine'],
  ['amazoncorretto', '8'],
])('no image is known for what %s:%s builds', (image, tag) => {
  expect(runtimeOf(image, tag).kind).toBe('none');
});

test('an image with a JRE has the commands of its system', () => {
  expect(runtimeHasCommand('eclipse-temurin', '17-jre-noble', 'curl')).toBe(true);
  expect(runtimeHasCommand('eclipse-temurin', '17-jre-alpine', 'curl')).toBe(false);
  expect(runtimeHasCommand('amazoncorretto', '17-al2023-headless', 'apt-get')).toBe(false);
  expect(runtimeHasCommand('amazoncorretto', '17-al2023-headless', 'java')).toBe(true);
});
