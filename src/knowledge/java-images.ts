import { lookUpTag, tableDate } from './image-tags.js';

/**
 * Commands of a JDK that a JRE may lack. Those of Java 17: the files of Debian's packages openjdk-17-jdk and openjdk-17-jdk-headless
 * 17.0.21.1+2-1~deb12u1, read on 2026-11-25. What only other releases have (Java 8: appletviewer to xjc; 18: jwebserver) is from
 * memory; a name too many makes a refusal, no more.
 */
const JDK_COMMANDS: ReadonlySet<string> = new Set(
  (
    'appletviewer extcheck idlj jar jarsigner java-rmi.cgi javac javadoc javah javap jcmd jconsole jdb jdeprscan jdeps jfr jhat jhsdb ' +
    'jimage jinfo jlink jmap jmc jmod jpackage jps jrunscript jsadebugd jshell jstack jstat jstatd jvisualvm jwebserver ' +
    'native2ascii rmic schemagen serialver wsgen wsimport xjc'
  ).split(' '),
);

/** Build tools that compile, and so need a JDK. */
const BUILD_TOOLS =
  /^(?:mvn|mvnw|mvnd|gradle|gradlew|ant|sbt|scala|scalac|scala-cli|kotlinc|groovyc|lein|clojure|clj|bazel|bazelisk|mill|jbang)$/;

/** Whether a command, given by its last part, needs a JDK: it is one of its tools, or builds with them. */
export function needsJdk(command: string): boolean {
  return JDK_COMMANDS.has(command) || BUILD_TOOLS.test(command);
}

/** What a tag of an image of Java says. */
interface JavaTag {
  /** `17`, `17.0.6_10`, `8u372-b07`. */
  readonly release: string;
  readonly kind: 'jdk' | 'jre';
  /** The rest, which names a system: `jammy`, `alpine`; empty where it names none. */
  readonly system: string;
}

function readJavaTag(tag: string): JavaTag | undefined {
  const match = /^(?<release>\d[\w.+]*(?:-b\d+)?)(?:-(?<kind>jdk|jre))?(?:-(?<system>.+))?$/.exec(
    tag,
  );
  const release = match?.groups?.['release'];
  if (release === undefined) return undefined;
  const kind = match?.groups?.['kind'] === 'jre' ? 'jre' : 'jdk';
  return { release, kind, system: match?.groups?.['system'] ?? '' };
}

/** Whether a tag of an image of Java is one of a JRE. */
export function isRuntime(tag: string): boolean {
  return readJavaTag(tag)?.kind === 'jre';
}

/**
 * The tag of eclipse-temurin with the JRE in place of the JDK: published, in the same state, of the same release on the same
 * system. Undefined where there is none, and where the tag is one of a JRE already.
 */
export function runtimeTwin(tag: string): string | undefined {
  const read = readJavaTag(tag);
  const own = lookUpTag('eclipse-temurin', tag);
  if (read === undefined || own === undefined || read.kind === 'jre') return undefined;
  const candidate = [read.release, 'jre', read.system].filter((part) => part !== '').join('-');
  const twin = lookUpTag('eclipse-temurin', candidate);
  const isTwin =
    twin?.state === own.state && twin.directory === own.directory.replace('/jdk/', '/jre/');
  return isTwin ? candidate : undefined;
}

/** The living image that takes the place of a dead one, or why there is none. */
export type Successor =
  | { readonly kind: 'successor'; readonly image: string; readonly tag: string }
  | { readonly kind: 'none'; readonly why: string };

/** The suite on which a successor is pinned: its archive is kept until 2029. */
const SUCCESSOR_SUITE = 'noble';

/**
 * What takes the place of a tag of `openjdk`, whose releases are all frozen: the same major version of eclipse-temurin, on Alpine
 * where it was on Alpine, else on a pinned suite of Ubuntu (hazards B24).
 * @param kind what the stage needs
 */
export function openjdkSuccessor(tag: string | undefined, kind: 'jdk' | 'jre'): Successor {
  const name = tag ?? 'latest';
  if (/windows|nanoserver/.test(name)) return { kind: 'none', why: 'it is a Windows image' };
  const major = /^(\d+)/.exec(name)?.[1];
  if (major === undefined || /(?:^|-)(?:ea|rc|loom|panama|valhalla)(?:-|$)/.test(name)) {
    return { kind: 'none', why: `openjdk:${name} names no release that another image has` };
  }
  const system = /alpine/.test(name) ? 'alpine' : SUCCESSOR_SUITE;
  const candidate = `${major}-${kind}-${system}`;
  if (lookUpTag('eclipse-temurin', candidate)?.state !== 'current') {
    return {
      kind: 'none',
      why: `eclipse-temurin:${candidate} is not alive in the table of ${tableDate}, and another major version is another Java`,
    };
  }
  return { kind: 'successor', image: 'eclipse-temurin', tag: candidate };
}
