import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import type { JavaSources } from '../../../../src/context/java-sources.js';
import { readMavenModule } from '../../../../src/context/maven-module.js';
import { refuse, type Refusal, type Site } from '../../site.js';
import type { BuildStep } from '../common/build-steps.js';

/** Plugins that put all that a program needs into its own jar. */
const MAVEN_PACKS_ALL =
  /^(?:spring-boot-maven-plugin|maven-shade-plugin|maven-assembly-plugin|onejar-maven-plugin)$/;
const GRADLE_PACKS_ALL =
  /org\.springframework\.boot|\bshadow(?:Jar)?\b|\bfatJar\b|\buberJar\b|\bbuildFatJar\b|io\.ktor\.plugin|configurations\s*\.?\s*(?:\[\s*["'])?(?:runtimeClasspath|compile|runtime)\b/;
const GRADLE_DEPENDENCY =
  /^\s*(?:api|compile|implementation|runtime|runtimeOnly)\b|^\s*(?:kotlin\s*\(|id\s*\(?["']org\.jetbrains\.kotlin|apply\s+plugin:\s*["']kotlin)/m;

/** What belongs to a jar. */
export interface Company {
  readonly kind: 'alone' | 'folder';
  /** Where it is written that classes of others are in it or with it; undefined where it is not. */
  readonly library: string | undefined;
}

const ALONE: Company = { kind: 'alone', library: undefined };

/**
 * What has to come along with a jar: nothing (`alone`) where all that it needs is in it, its folder where its manifest may name
 * others there.
 * @param jar absolute, where the build tool wrote it; may be a pattern
 */
export function companyOf(
  site: Site,
  jar: string,
  steps: readonly BuildStep[],
  sources: JavaSources,
): Company | Refusal {
  if (/\/quarkus-app\/quarkus-run\.jar$/.test(jar)) return { kind: 'folder', library: jar };
  const maven = /^(?<module>.*)\/target\/(?<name>[^/]+)$/.exec(jar)?.groups;
  if (maven?.['name'] !== undefined && steps.some(({ name }) => /^mvn[wd]?$/.test(name ?? ''))) {
    return mavenCompany(site, maven['module'] ?? '', maven['name'], steps);
  }
  const gradle = /^(?<module>.*)\/build\/libs\/[^/]+$/.exec(jar)?.groups?.['module'];
  if (gradle !== undefined) return gradleCompany(site, gradle, jar);
  if (jar.endsWith('.war')) return serverArchive(jar);
  return sources.library === undefined && !namesOthers(steps)
    ? ALONE
    : { kind: 'folder', library: sources.library };
}

/** Whether a manifest that is not seen here may name further jars: one given to `jar`, or Ant's. */
function namesOthers(steps: readonly BuildStep[]): boolean {
  return steps.some(
    ({ name, words }) =>
      name === 'ant' ||
      (name === 'jar' &&
        words.some(
          (word = '', index) =>
            word.startsWith('--manifest') ||
            /^-[a-z]*m/.test(word) ||
            (index === 0 && /^[a-z]*m/.test(word)),
        )),
  );
}

function serverArchive(name: string): Refusal {
  return refuse(
    'server-archive',
    `${name} is a program for a server of Java programs; which image has that server is not known.`,
  );
}

function mavenCompany(
  site: Site,
  module: string,
  name: string,
  steps: readonly BuildStep[],
): Company | Refusal {
  const copies = localCopies(site.stage, site.states);
  const path = contextFileAt(site.context, copies, `${module}/pom.xml`);
  const read =
    path === undefined
      ? undefined
      : readMavenModule(site.context, path.replace(/\/?pom\.xml$/, ''), givenProperties(steps));
  if (read === undefined) {
    return refuse(
      'manifest-unknown',
      `There is no pom.xml that could be read for ${module}, so that what its jar holds is not known.`,
    );
  }
  if (read.project.packaging !== 'jar') return serverArchive(name);
  const { archiveName } = read;
  if (archiveName !== undefined && !fits(name, archiveName)) {
    return refuse(
      'output-unknown',
      `The command runs ${name}, and ${path} packs ${archiveName}.jar: which file that would be can't be told.`,
    );
  }
  const all = [read.project, ...read.parents];
  const needsOthers = all.some(({ dependencies }) =>
    dependencies.some(({ scope }) => scope === 'compile' || scope === 'runtime'),
  );
  const library = needsOthers || read.hasForeignParent ? path : undefined;
  const packsAll = all.some(({ plugins }) =>
    plugins.some(({ artifact }) => MAVEN_PACKS_ALL.test(artifact)),
  );
  return { kind: packsAll || library === undefined ? 'alone' : 'folder', library };
}

/** Whether a name or pattern can be the jar, or one with a word behind (`-jar-with-dependencies`). */
function fits(name: string, archiveName: string): boolean {
  const head = name.split('*')[0] ?? '';
  return name.includes('*')
    ? archiveName.startsWith(head) || head.startsWith(archiveName)
    : name === `${archiveName}.jar` || name.startsWith(`${archiveName}-`);
}

/** `-Dname=value` of the builds. */
function givenProperties(steps: readonly BuildStep[]): ReadonlyMap<string, string> {
  return new Map(
    steps.flatMap(({ words }) =>
      words.flatMap((word): [string, string][] => {
        const [, name, value] = /^-D([\w.-]+)=(.*)$/.exec(word ?? '') ?? [];
        return name === undefined || value === undefined ? [] : [[name, value]];
      }),
    ),
  );
}

function gradleCompany(site: Site, module: string, jar: string): Company | Refusal {
  if (jar.endsWith('.war')) return serverArchive(jar);
  const copies = localCopies(site.stage, site.states);
  const folders = [module, module.replace(/\/[^/]+$/, '')];
  const texts = folders.flatMap((folder) =>
    ['build.gradle', 'build.gradle.kts'].flatMap((name) => {
      const path = contextFileAt(site.context, copies, `${folder}/${name}`);
      return path === undefined ? [] : (site.context.read(path) ?? []);
    }),
  );
  if (texts.length === 0) {
    return refuse(
      'manifest-unknown',
      `There is no build.gradle that could be read for ${module}, so that what its jar holds is not known.`,
    );
  }
  const all = texts.join('\n');
  if (!GRADLE_DEPENDENCY.test(all)) return ALONE;
  return { kind: GRADLE_PACKS_ALL.test(all) ? 'alone' : 'folder', library: module };
}
