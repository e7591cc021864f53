import { describe, expect, test } from '@jest/globals';
import { debianJava, serviceModules } from '../../src/knowledge/java-modules.js';

describe('serviceModules', () => {
  test('adds elliptic curves up to Java 21, and what the sources use', () => {
    expect(serviceModules(17, 'class Main {}')).toEqual(['jdk.crypto.ec']);
    expect(serviceModules(22, 'class Main {}')).toEqual([]);
    expect(serviceModules(25, 'Locale.GERMANY; FileSystems.newFileSystem(path)')).toEqual([
      'jdk.localedata',
      'jdk.zipfs',
    ]);
    expect(serviceModules(25, 'String.format(Locale.ROOT, "%d", 1)')).toEqual([]);
  });
});

describe('debianJava', () => {
  test('tells JDK from JRE, and their release', () => {
    expect(debianJava('openjdk-21-jre-headless', 'trixie')).toEqual({ kind: 'jre', release: 21 });
    expect(debianJava('default-jdk', 'bookworm')).toEqual({ kind: 'jdk', release: 17 });
    expect(debianJava('openjdk-17-dbg', 'bookworm')).toBeUndefined();
    expect(debianJava('default-jre', 'sid')).toBeUndefined();
  });
});
