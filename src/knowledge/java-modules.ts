import type { Suite } from './suites.js';

/**
 * Modules of the JDK that programs use by services, so that no class names them: what each provides, by `java --describe-module` of
 * Debian's openjdk-17-jdk-headless 17.0.21.1+2-1~deb12u1, asked on 2026-11-30. Since Java 22 the curves of jdk.crypto.ec are part of
 * java.base (JDK-8308398).
 */
const SERVICES: readonly {
  readonly module: string;
  /** What sources name that use it; undefined for one that any TLS connection uses. */
  readonly usedBy: RegExp | undefined;
  /** The last release that needs it. */
  readonly until: number;
}[] = [
  // java.security.Provider: elliptic curves, which servers ask for.
  { module: 'jdk.crypto.ec', usedBy: undefined, until: 21 },
  // sun.util.locale.provider.LocaleDataMetaInfo: all but English.
  {
    module: 'jdk.localedata',
    usedBy:
      /\bLocale\s*\.\s*(?!ENGLISH\b|US\b|ROOT\b|Category\b)[A-Z]|\bnew\s+Locale\b|\bLocale\s*\.\s*(?:of|forLanguageTag|getDefault)\b|\bofLocalized(?:Date|Time|DateTime)\b/,
    until: Infinity,
  },
  // java.nio.charset.spi.CharsetProvider: all but the most usual ones.
  {
    module: 'jdk.charsets',
    usedBy: /\bCharset\s*\.\s*(?:forName|availableCharsets)\b/,
    until: Infinity,
  },
  // java.nio.file.spi.FileSystemProvider
  {
    module: 'jdk.zipfs',
    usedBy: /\bFileSystems\s*\.\s*(?:newFileSystem|getFileSystem)\b/,
    until: Infinity,
  },
  // javax.naming.spi.InitialContextFactory
  { module: 'jdk.naming.dns', usedBy: /\bjavax\.naming\b/, until: Infinity },
];

/** The modules that a program of a Java release uses by services, as its sources tell. */
export function serviceModules(release: number, sources: string): readonly string[] {
  return SERVICES.filter(
    ({ usedBy, until }) => release <= until && (usedBy === undefined || usedBy.test(sources)),
  ).map(({ module }) => module);
}

/** The first release whose jdeps lists modules and passes over what is missing, as it has to be for jlink. */
export const FIRST_WITH_JLINK = 11;

/** The release of Debian's `default-jdk` and `default-jre` (package java-common). From memory. */
const DEBIAN_DEFAULT: ReadonlyMap<Suite, number> = new Map([
  ['bullseye', 11],
  ['bookworm', 17],
  ['trixie', 21],
]);

/** A package of Debian that brings Java. */
export interface DebianJava {
  readonly kind: 'jdk' | 'jre';
  readonly release: number;
}

/** What a package of Debian brings; undefined where it is none of Java. */
export function debianJava(name: string, suite: Suite): DebianJava | undefined {
  const groups = /^(?:default|openjdk-(?<release>\d+))-(?<kind>jdk|jre)(?:-headless)?$/.exec(
    name,
  )?.groups;
  if (groups === undefined) return undefined;
  const written = groups['release'];
  const release = written === undefined ? DEBIAN_DEFAULT.get(suite) : Number(written);
  return release === undefined
    ? undefined
    : { kind: groups['kind'] === 'jdk' ? 'jdk' : 'jre', release };
}
