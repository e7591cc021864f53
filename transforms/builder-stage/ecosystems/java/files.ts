import type { JavaSources } from '../../../../src/context/java-sources.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { isSystemFolder, isWithin } from '../../folders.js';
import type { RunTimeCommand } from '../../run-time-commands.js';
import { refuse, type BuildPlan, type Refusal } from '../../site.js';
import { endState } from '../../stage-commands.js';
import type { BuildStep } from '../common/build-steps.js';
import { contextNamesIn, contextPathAt, siteBefore } from '../common/context-paths.js';
import { madePaths, type MadePath } from '../common/made-paths.js';
import { broughtByFinalStage } from '../common/scripts.js';
import { volumeAmong, pathAtStart, pathFrom } from '../common/started.js';
import { companyOf } from './archive.js';
import { javaStarts, type PlacedStart } from './starts.js';

/** What the final stage needs of the builder's files. */
export interface ProgramFiles {
  /** Absolute, none in another. */
  readonly paths: readonly string[];
  /** Where it is seen that classes of others belong to it; undefined where it is not. */
  readonly library: string | undefined;
  /** The program's folder is one of them, because it can't be told what the program reads. */
  readonly whole: boolean;
}

/** Files that frameworks look for where the program starts, without being told. */
const CONFIGURATION =
  /^(?:config|conf|(?:application|bootstrap)(?:-[\w-]+)?\.(?:properties|ya?ml|conf)|log(?:4j2?|back)[\w.-]*\.(?:xml|properties|ya?ml))$/;

/** The files that the started programs consist of, and those that they read. */
export function programFiles(
  plan: BuildPlan,
  commands: readonly RunTimeCommand[],
  sources: JavaSources,
  folder: string,
  steps: readonly BuildStep[],
): ProgramFiles | Refusal {
  const { site } = plan;
  const made = madePaths(steps);
  if ('kind' in made) return made;
  const starts = javaStarts(site, commands);
  const wanted = new Set<string>();
  let library: string | undefined;
  for (const start of starts) {
    if (start.usesJdk !== undefined) {
      return refuse(
        'runs-compiler',
        `${start.place} names ${start.usesJdk}, for which a JRE is not enough.`,
      );
    }
    const files = filesOfStart(plan, start, folder, made, steps, sources);
    if ('kind' in files) return files;
    for (const path of files.paths) wanted.add(path);
    library ??= files.library;
  }
  for (const path of launchedFolders(plan, commands, folder)) wanted.add(path);
  if (starts.length === 0 && wanted.size === 0) {
    return refuse(
      'output-unknown',
      'No command of the image starts Java or a script that the build makes, so that what to copy can’t be told.',
    );
  }
  const read = filesRead(plan, starts, sources, folder);
  const whole = read === 'folder';
  for (const path of whole ? [folder] : read) wanted.add(path);
  for (const path of ownPaths(made, steps, folder)) wanted.add(path);
  const all = [...wanted].filter((path) => !broughtByFinalStage(plan, path));
  const paths = all.filter((path) => !all.some((other) => other !== path && isWithin(path, other)));
  return volumeAmong(site, paths) ?? { paths, library, whole };
}

/** The jar or the class path of a program. */
function filesOfStart(
  plan: BuildPlan,
  start: PlacedStart,
  folder: string,
  made: readonly MadePath[],
  steps: readonly BuildStep[],
  sources: JavaSources,
): { readonly paths: readonly string[]; readonly library: string | undefined } | Refusal {
  const { site } = plan;
  const paths: string[] = [];
  let library: string | undefined;
  const unknown = (path: string): Refusal =>
    refuse(
      'output-unknown',
      `${start.place} runs ${path === '' ? 'a jar' : path}, and which file that is, or what makes it, can’t be told.`,
    );
  for (const written of [...start.paths, ...(start.jar === undefined ? [] : [start.jar])]) {
    const isJar = written === start.jar;
    // A star in a class path stands for all jars of a folder.
    const path = pathFrom(start.folder, isJar ? written : written.replace(/\/?\*$/, '') || '.');
    if (!isJar && written.endsWith('*')) library ??= written;
    if (path === undefined || written === '') return unknown(written);
    if (broughtByFinalStage(plan, path)) continue;
    const inFolder = isWithin(path, folder) || isWithin(folder, path);
    // What a package of the distribution has there is installed in the final stage too.
    if (!inFolder && /^\/usr\/share\/(?:java|maven-repo)\//.test(path)) {
      library ??= written;
      continue;
    }
    if (!inFolder && !isMade(path, made, steps)) return unknown(written);
    if (!isJar) {
      paths.push(path);
      continue;
    }
    const origin = made.find((one) => one.path === path)?.from ?? path;
    const company = companyOf(site, origin, steps, sources);
    if (company.kind === 'refused') return company;
    library ??= company.library;
    const holder = path.replace(/\/[^/]*$/, '');
    if (company.kind === 'folder' && (holder === '' || isSystemFolder(holder))) {
      return refuse(
        'jar-incomplete',
        `${written} may name other jars beside it, and ${holder === '' ? '/' : holder} is no folder of its own that could be copied.`,
      );
    }
    paths.push(company.kind === 'folder' ? holder : path);
  }
  return { paths: paths.map((path) => (isWithin(folder, path) ? folder : path)), library };
}

/** Whether a build writes a path outside of the program's folder: copies it there, or is told its name. */
function isMade(path: string, made: readonly MadePath[], steps: readonly BuildStep[]): boolean {
  return (
    made.some((one) => one.path === path) ||
    steps.some(({ words, folder }) =>
      words.some((word) => word !== undefined && joinPath(folder, word) === path),
    )
  );
}

/** The folders of programs that `installDist` and the like make, with a script that starts Java: `build/install/app/bin/app`. */
function launchedFolders(
  { site }: BuildPlan,
  commands: readonly RunTimeCommand[],
  folder: string,
): readonly string[] {
  return commands.flatMap(({ command }) => {
    const path = pathAtStart(site, resolveCommand(command)?.word.value ?? '$');
    const home = /^(.+)\/bin\/[\w.-]+$/.exec(path ?? '')?.[1];
    return home !== undefined && home !== folder && isWithin(home, folder) ? [home] : [];
  });
}

/** What commands, settings and sources name of the files that are there before anything is built. */
function filesRead(
  { site, roles, lastBuild }: BuildPlan,
  starts: readonly PlacedStart[],
  sources: JavaSources,
  folder: string,
): 'folder' | readonly string[] {
  const start = endState(site)?.workdir ?? '/';
  if (sources.incomplete || starts.some((one) => one.folder !== start)) return 'folder';
  const found = new Set<string>();
  const inBuilder = siteBefore(site, lastBuild);
  const add = (path: string | undefined): void => {
    if (path === undefined || !isWithin(path, folder) || path === folder) return;
    if (contextPathAt(inBuilder, path) !== undefined) found.add(path);
  };
  for (const path of sources.files) {
    if (path === undefined || path.startsWith('..') || /^\.?\/?$/.test(path)) return 'folder';
    const whole = joinPath(start, path.replace(/^file:/, ''));
    if (whole === folder) return 'folder';
    // A file in a folder may have neighbours that are looked for by the same code.
    const inner = whole?.slice(folder.length + 1).split('/')[0];
    if (isWithin(whole, folder)) add(`${folder}/${inner}`);
  }
  const settings = site.stage.instructions.flatMap(({ keyword, index, arguments: { text } }) =>
    keyword === 'ENV' && ['both', 'final'].includes(roles.get(index) ?? '') ? [text] : [],
  );
  const commands = site.stage.instructions.flatMap(({ keyword, arguments: { text } }) =>
    ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(keyword) ? [text] : [],
  );
  const words = [...settings, ...commands, ...starts.flatMap((one) => one.arguments)];
  for (const word of words.flatMap((text) => text.split(/["'\s=,:;[\]()]+/))) {
    if (/^[\w./-]+$/.test(word)) add(joinPath(start, word));
  }
  if (sources.library !== undefined) {
    for (const name of contextNamesIn(site, start)) {
      if (CONFIGURATION.test(name)) add(joinPath(start, name));
    }
  }
  return [...found];
}

/** What the builds make by hand in the program's folder or elsewhere, unless a tool of Java works on it. */
function ownPaths(
  made: readonly MadePath[],
  steps: readonly BuildStep[],
  folder: string,
): readonly string[] {
  const used = new Set(
    steps
      .filter(({ name }) => /^(?:ant|find|gradlew?|jar|javac|mvn[wd]?)$/.test(name ?? ''))
      .flatMap(({ words, folder: start }) =>
        words.map((word) => joinPath(start, (word ?? '').replace(/^@/, ''))),
      ),
  );
  return made.flatMap(({ path }) =>
    path === folder || [...used].some((one) => isWithin(one, path)) ? [] : [path],
  );
}
