/**
 * Debian's and Ubuntu's packages of Java. Read off Debian 11 to 13 on 2026-11-25: each `…-jdk` depends on the `…-jre` of its release,
 * each `…-jdk-headless` on the `…-jre-headless`; `default-…` stands for one release a suite; maven, ant and gradle depend on a JRE.
 */
const PACKAGE =
  /^(?<release>default|openjdk-\d+)-(?<kind>jdk|jre)(?<headless>-headless)?(?<version>[=/].*)?$/;

/** Packages that compile Java, build with it, or bring plugins for what does. */
const BUILDS =
  /^(?:ant(?:-contrib|-optional)?|gradle|ivy|junit[45]?|libmaven-[\w.+-]+-java|libsurefire-java|maven)(?:[=/].*)?$/;

/** A package of Java, read. */
export interface JavaPackage {
  /** `default`, `openjdk-17`. */
  readonly release: string;
  readonly kind: 'jdk' | 'jre';
  readonly headless: boolean;
  /** `=17.0.13+11-2`, `/sid`; empty where none is asked for. */
  readonly version: string;
}

/** Reads the name of a package of Java as it stands in an install; undefined for any other. */
export function readJavaPackage(text: string): JavaPackage | undefined {
  const groups = PACKAGE.exec(text)?.groups;
  if (groups?.['release'] === undefined) return undefined;
  return {
    release: groups['release'],
    kind: groups['kind'] === 'jdk' ? 'jdk' : 'jre',
    headless: groups['headless'] !== undefined,
    version: groups['version'] ?? '',
  };
}

/** Whether a package only serves to build Java programs. */
export function buildsJava(text: string): boolean {
  return BUILDS.test(text);
}

/**
 * The package that runs what these compile: the JRE of the same release, with windows only where one of them has them and the program
 * wants them. Undefined where they are of several releases, or none of Java.
 */
export function runtimePackage(packages: readonly string[], draws: boolean): string | undefined {
  const read = packages.flatMap((name) => readJavaPackage(name) ?? []);
  const [first, ...others] = read;
  if (first === undefined) return undefined;
  if (others.some(({ release, version }) => release !== first.release || version !== first.version))
    return undefined;
  const headless = !draws || read.every((one) => one.headless);
  return `${first.release}-jre${headless ? '-headless' : ''}${first.version}`;
}
