import {
  binariesOf,
  scriptsRunBy,
  type NodeProject,
} from '../../../../src/context/node-project.js';
import { parseShellText, type ShellCommand } from '../../../../src/dockerfile/shell.js';
import { FILES, NEUTRAL } from '../../command-role.js';
import type { BuildPlan } from '../../site.js';
import { LAUNCHERS, MANAGERS, startedWords, words } from './commands.js';
import { namesIn, startedCommands } from './programs.js';
import { packageOfCommand, scriptCommands, type FoundProject } from './project.js';
import type { NodeSources } from './sources.js';

/** What compilers write into their output, though no source names it: tsc with importHelpers, Babel, SWC. */
const HELPERS: readonly string[] = [
  'tslib',
  '@babel/runtime',
  '@babel/runtime-corejs2',
  '@babel/runtime-corejs3',
  '@swc/helpers',
  'core-js',
  'regenerator-runtime',
];
/** What runs TypeScript that is not compiled, for a program that is given such a file. */
const COMPILERS: readonly string[] = [
  '@swc-node/register',
  'esbuild-register',
  'jiti',
  'ts-node',
  'tsx',
  'typescript',
];
const SAYS_COMMAND = /NODE_OPTIONS|\b(?:npm|npx|pnpm|yarn)\b/;
const RUNNERS: readonly string[] = ['npm-run-all', 'npm-run-all2'];
const RUNS_SCRIPTS = /(?:^|[\s&;|(])(?:npm-run-all|run-[sp])\b/;
/** Programs of the system that scripts of package.json start. */
const OF_SYSTEM = /^(?:bash|curl|env|exec|sh|wget)$/;
const PACKAGE = /^(?:--?[\w-]+=)?(?:\.?\.?\/)*(?:.*\bnode_modules\/)?((?:@[\w.-]+\/)?\w[\w.-]*)/;

/** Why development packages have to stay: something that the image runs or loads is one of them; a clause. */
export function developmentNeeded(
  plan: BuildPlan,
  found: FoundProject,
  sources: NodeSources,
): string | undefined {
  const { site, roles } = plan;
  const kept = site.stage.instructions.filter(({ index }) => roles.get(index) !== 'build');
  const own = startedCommands(site, found, kept);
  const started = [
    ...own,
    ...own.flatMap((command) => scriptsNamed(command, found)),
    ...commandsOfSources(plan, found, sources),
    ...commandsOfFiles(plan, found, own),
  ];
  // What a variable or a file in the Dockerfile says to a shell or to Node.
  const settings = kept
    .filter(({ keyword, arguments: { text } }) =>
      keyword === 'ENV' ? SAYS_COMMAND.test(text) : keyword === 'COPY' && text.startsWith('<<'),
    )
    .flatMap(({ range }) => packagesIn(site.dockerfile.text.slice(range.start, range.end)));
  const names = [
    ...started.flatMap((command) => namesOf(command, plan, found)),
    ...started.flatMap((command) => runners(command, found)),
    ...sources.programs.map(({ name }) => name),
    ...settings,
  ];
  for (const name of names) {
    const dev = developmentPackage(name, found);
    if (dev !== undefined) return `${dev} is one of them, and the image runs it`;
  }
  const helper = HELPERS.find((name) => isDevelopment(name, found));
  if (helper !== undefined) {
    return `${helper} is one of them, which compilers write into what they make`;
  }
  const unknown = unknownProgram(started, found);
  return unknown === undefined
    ? undefined
    : `the image runs ${unknown}, and which package has it is not known`;
}

/** The scripts that a package manager may be told to run behind options that take values (`npm --prefix /app run x`). */
function scriptsNamed(command: ShellCommand, { project }: FoundProject): readonly ShellCommand[] {
  const { name, words: rest } = words(command);
  return name !== undefined && MANAGERS.has(name)
    ? rest.flatMap((word) => binariesOf(project, word)?.commands ?? [])
    : [];
}

/**
 * The commands of all shell scripts and makefiles of the context, where the image starts one: it may lie at another path there, and start
 * the others.
 */
function commandsOfFiles(
  { site }: BuildPlan,
  found: FoundProject,
  started: readonly ShellCommand[],
): readonly ShellCommand[] {
  const startsFile = started.some((command) => {
    const { name, words: rest } = startedWords(command);
    return name === 'make' || [name, ...rest].some((word) => word?.endsWith('.sh') === true);
  });
  if (!startsFile) return [];
  const visit = (folder: string, depth: number): readonly string[] =>
    site.context.list(folder).flatMap(({ name, kind }) => {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'directory') {
        return depth === 0 || /^(?:\.git|\.github|node_modules)$/.test(name)
          ? []
          : visit(path, depth - 1);
      }
      return /\.sh$|^[Mm]akefile$/.test(name) ? [path] : [];
    });
  return visit('', 3)
    .flatMap((path) => site.context.read(path)?.split(/\r?\n/) ?? [])
    .flatMap((line) => parseShellText(line.trim(), () => site.stage.from.range).commands)
    .flatMap((command) => [command, ...(scriptCommands(command, found) ?? [])]);
}

/** What the sources start by a package manager, and the scripts that they may name to it. */
function commandsOfSources(
  { site }: BuildPlan,
  found: FoundProject,
  { commandLines, imports, programs }: NodeSources,
): readonly ShellCommand[] {
  const lines = commandLines.flatMap(
    (line) => parseShellText(line, () => site.stage.from.range).commands,
  );
  const scripts = programs.some(({ name }) => LAUNCHERS.has(name))
    ? [...found.project.scripts.keys()].filter((name) => imports.has(name))
    : [];
  return [
    ...lines.flatMap((command) => [command, ...(scriptCommands(command, found) ?? [])]),
    ...scripts.flatMap((name) => binariesOf(found.project, name)?.commands ?? []),
  ];
}

/** All packages and programs that a command may name, in its words, its variables, and the settings that it is given. */
function namesOf(
  command: ShellCommand,
  { site }: BuildPlan,
  { project }: FoundProject,
): readonly string[] {
  const { name, words: rest } = words(command);
  const prefix = project.folder === '' ? '' : `${project.folder}/`;
  const settings = rest.flatMap((word) =>
    /(?<!(?:^|\/)package)\.(?:json|ya?ml|config\.[cm]?js)$/.test(word)
      ? (site.context.read(`${prefix}${word.replace(/^\.\//, '')}`) ?? [])
      : [],
  );
  const scripts = settings.flatMap((text) =>
    /\b(?:npm|pnpm|yarn)\b/.test(text)
      ? packagesIn(text).flatMap((word) => binariesOf(project, word)?.commands ?? [])
      : [],
  );
  const takesTypeScript =
    rest.some((word) => /\.[cm]?tsx?$/.test(word)) ||
    (name !== undefined && site.context.entry(`${prefix}${name}file.ts`) !== undefined);
  return [
    ...namesIn(command),
    ...command.assignments.flatMap(({ value }) => packagesIn(value?.value ?? '')),
    ...rest.flatMap(packagesIn),
    ...settings.flatMap(packagesIn),
    ...scripts.flatMap(namesIn),
    ...(takesTypeScript ? COMPILERS : []),
  ];
}

/** The words of a text that may be names of packages, or paths in one. */
function packagesIn(text: string): readonly string[] {
  return text.split(/[\s"'`,=]+/).flatMap((word) => PACKAGE.exec(word)?.[1] ?? []);
}

/** Packages whose programs run scripts of package.json one after another, where a script that is run has one. */
function runners(command: ShellCommand, { project }: FoundProject): readonly string[] {
  const seen = new Set<string>();
  const visit = (one: ShellCommand): boolean =>
    (scriptsRunBy(one, project) ?? []).some((script) => {
      if (seen.has(script)) return false;
      seen.add(script);
      return textsOf(project, script).some(
        (text) =>
          RUNS_SCRIPTS.test(text) ||
          parseShellText(text, () => ({ start: 0, end: 0 })).commands.some(visit),
      );
    });
  return visit(command) ? RUNNERS : [];
}

function textsOf({ scripts }: NodeProject, script: string): readonly string[] {
  return [`pre${script}`, script, `post${script}`].flatMap((name) => scripts.get(name) ?? []);
}

function isDevelopment(name: string, { manifests }: FoundProject): boolean {
  return manifests.some(
    ({ dependencies, devDependencies }) => devDependencies.has(name) && !dependencies.has(name),
  );
}

/** The development package that has a program, or that a name is of. */
function developmentPackage(name: string, found: FoundProject): string | undefined {
  const dev = (found.project.lockedPackages ?? []).find(
    (one) => one.development === true && one.binaries?.includes(name) === true,
  )?.name;
  return dev ?? [name, packageOfCommand(name)].find((one) => isDevelopment(one, found));
}

/** A program that a script of package.json starts, of no package that is known, where the lock file tells no names of programs. */
function unknownProgram(started: readonly ShellCommand[], found: FoundProject): string | undefined {
  if ((found.project.lockedPackages ?? []).some(({ binaries }) => binaries !== undefined)) {
    return undefined;
  }
  return started
    .flatMap((command) => scriptCommands(command, found) ?? [])
    .map((command) => startedWords(command).name)
    .find(
      (name) =>
        name !== undefined &&
        ![NEUTRAL, LAUNCHERS, FILES].some((names) => names.has(name)) &&
        !OF_SYSTEM.test(name) &&
        !found.manifests.some(({ dependencies }) => hasProgram([...dependencies.keys()], name)),
    );
}

/** Whether one of some packages is likely to have a program: its own name, or one that begins with it (`pm2-runtime` of pm2). */
function hasProgram(packages: readonly string[], name: string): boolean {
  return packages.some((one) => {
    const own = one.replace(/^@[^/]+\//, '');
    return (
      one === packageOfCommand(name) ||
      own === name ||
      name.startsWith(`${own}-`) ||
      one.startsWith(`@${name}/`)
    );
  });
}
