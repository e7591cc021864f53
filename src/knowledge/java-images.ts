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

/** The image that runs what another builds, or why there is none. */
export type JavaRuntime =
  | {
      readonly kind: 'runtime';
      readonly image: 'amazoncorretto' | 'eclipse-temurin';
      readonly tag: string;
      /** The other image is dead, and this one is another system. */
      readonly isSuccessor: boolean;
    }
  | { readonly kind: 'none'; readonly why: string };

function noRuntime(why: string): JavaRuntime {
  return { kind: 'none', why };
}

function published(image: 'amazoncorretto' | 'eclipse-temurin', tag: string): JavaRuntime {
  return lookUpTag(image, tag) === undefined
    ? noRuntime(`${image}:${tag} is not in the table of published tags of ${tableDate}`)
    : { kind: 'runtime', image, tag, isSuccessor: false };
}

/** On Amazon Linux 2023 a package without the compiler, on Alpine a JRE for Java 8 alone. */
function correttoRuntime(major: string, directory: string): JavaRuntime {
  if (directory.includes('alpine')) return published('amazoncorretto', `${major}-alpine-jre`);
  return published('amazoncorretto', `${major}-al2023-headless`);
}

/**
 * The image with the JRE for what an image with a JDK builds: of the same maker, Java release and system, as far as the tag or the
 * folder of its Dockerfile names them. Only published tags are named.
 * @param image `maven`, `gradle`, `eclipse-temurin`, `amazoncorretto` or `openjdk`
 */
export function runtimeOf(image: string, tag: string | undefined): JavaRuntime {
  const name = tag ?? 'latest';
  // The image openjdk was called java until 2017.
  if (image === 'openjdk' || image === 'java') return successorRuntime(tag);
  const own = lookUpTag(image, name);
  if (own === undefined) {
    return noRuntime(`${image}:${name} is not in the table of published tags of ${tableDate}`);
  }
  if (image === 'eclipse-temurin') {
    const twin = runtimeTwin(name);
    return twin === undefined
      ? noRuntime(`eclipse-temurin:${name} has no twin with a JRE that was published`)
      : published(image, twin);
  }
  if (image === 'amazoncorretto') {
    const major = /^\d+/.exec(name)?.[0];
    if (major === undefined) return noRuntime(`amazoncorretto:${name} names no release of Java`);
    return /al2023|alpine/.test(own.directory)
      ? correttoRuntime(major, own.directory)
      : noRuntime(`amazoncorretto:${name} is no Amazon Linux 2023`);
  }
  const written = /(?:^|-)(?:(?<maker>[a-z][a-z-]*?)-|jdk-?)(?<major>\d+)(?:-|$)/.exec(name);
  const major = written?.groups?.['major'];
  if (major === undefined) return noRuntime(`${image}:${name} names no release of Java`);
  const maker =
    /corretto|openjdk|sapmachine|ibm|semeru|microsoft|graal|azul|liberica|libericaopenjdk|temurin/.exec(
      `${name} ${own.directory}`,
    )?.[0];
  if (/windows|nanoserver|ubi/.test(name)) return noRuntime(`${image}:${name} is another system`);
  if (maker === 'corretto') {
    return /-(?:al2|debian\w*|\w+-debian)(?:-|$)/.test(name)
      ? noRuntime(`${image}:${name} is no Amazon Linux 2023`)
      : correttoRuntime(major, `${own.directory} ${name}`);
  }
  if (image === 'maven' && (maker === 'openjdk' || maker === undefined)) {
    return successorRuntime(`${major}${name.includes('alpine') ? '-alpine' : ''}`);
  }
  if (maker !== undefined && maker !== 'temurin') {
    return noRuntime(`which image has the JRE of ${image}:${name} is not known`);
  }
  const system = name.includes('alpine') ? 'alpine' : (own.suite ?? '');
  return published(
    'eclipse-temurin',
    [major, 'jre', system].filter((part) => part !== '').join('-'),
  );
}

function successorRuntime(tag: string | undefined): JavaRuntime {
  const successor = openjdkSuccessor(tag, 'jre');
  return successor.kind === 'none'
    ? noRuntime(successor.why)
    : { kind: 'runtime', image: 'eclipse-temurin', tag: successor.tag, isSuccessor: true };
}

/** Commands that no system of these images can do without. */
const ESSENTIAL =
  /^(?:\[|basename|cat|chgrp|chmod|chown|cp|cut|date|dir|dirname|echo|env|expr|grep|head|id|ln|ls|mkdir|mktemp|mv|printf|pwd|readlink|rm|rmdir|sed|seq|sh|sleep|sort|stat|tail|tee|test|touch|tr|true|false|uname|uniq|wc|xargs)$/;

/** Commands that a JRE has too (Java 8 to 25). */
const JRE_COMMANDS = /^(?:java|keytool|rmiregistry)$/;

/**
 * What the images of one system have beside that. Ubuntu: what the Dockerfiles of adoptium/containers at 0327d46 install by name, and
 * what belongs to its package manager and its users; Amazon Linux and Alpine: the package manager, and busybox's users.
 */
const SYSTEM_COMMANDS = {
  ubuntu:
    /^(?:apt|apt-get|bash|curl|dpkg|fc-cache|fc-list|groupadd|locale|locale-gen|useradd|usermod|wget)$/,
  amazon: /^(?:bash|curl|dnf|rpm|yum)$/,
  alpine: /^(?:addgroup|adduser|apk|wget)$/,
} as const;

/** Whether an image with a JRE surely has a command. */
export function runtimeHasCommand(
  image: 'amazoncorretto' | 'eclipse-temurin',
  tag: string,
  command: string,
): boolean {
  const system = tag.includes('alpine')
    ? 'alpine'
    : image === 'amazoncorretto'
      ? 'amazon'
      : 'ubuntu';
  return (
    ESSENTIAL.test(command) || JRE_COMMANDS.test(command) || SYSTEM_COMMANDS[system].test(command)
  );
}
