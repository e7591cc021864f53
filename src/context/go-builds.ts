import { instructionCommands, resolveCommand } from '../dockerfile/commands.js';
import type { Instruction, Stage } from '../dockerfile/model.js';
import type { ShellCommand } from '../dockerfile/shell.js';
import { joinPath, type InstructionState } from '../dockerfile/state.js';
import type { BuildContext } from './build-context.js';
import { contextFileAt, localCopies } from './copied-files.js';
import { readGoProject, type GoProject } from './go-project.js';

/** A program that `go build` or `go install` writes. */
export interface GoOutput {
  readonly path: string;
  /** What is copied to have it: itself, or a folder of programs. */
  readonly from: string;
  /** Code in C may be linked, and then shared libraries with it: nothing says `CGO_ENABLED=0`. */
  readonly cgo: boolean;
}

/** The programs, or the instruction of which it can't be told where it writes them. */
export type GoOutputs =
  | { readonly kind: 'known'; readonly outputs: readonly GoOutput[] }
  | { readonly kind: 'unknown'; readonly instruction: Instruction };

/** The options of `go build` that take a value (`go help build`). */
const VALUED: ReadonlySet<string> = new Set(
  '-C -p -asmflags -buildmode -buildvcs -compiler -gccgoflags -gcflags -installsuffix -ldflags -mod -modfile -overlay -pgo -pkgdir -tags -toolexec -coverpkg -covermode'.split(
    ' ',
  ),
);

/** Settings that change where `go install` puts a program, in words: of `export`, `env`, `go env -w`. */
const PLACES = /^GO(?:ARCH|BIN|OS|PATH)=/;
/** Folders of programs that are not the project's own. */
const SEARCHED_FOLDER = /^\/(?:usr\/(?:local\/)?)?s?bin$/;

/** The programs that RUNs write with go, in order. */
export function goOutputs(
  builds: readonly Instruction[],
  states: readonly InstructionState[],
  project: GoProject,
): GoOutputs {
  const outputs: GoOutput[] = [];
  for (const instruction of builds) {
    const unknown = { kind: 'unknown', instruction } as const;
    const state = states[instruction.index];
    if (state === undefined) continue;
    const { commands } = instructionCommands(instruction, state);
    const moves = commands.some((command) => resolveCommand(command)?.name === 'cd');
    const setsPlaces = commands.some(
      ({ name, assignments, arguments: words }) =>
        words.some(({ value }) => PLACES.test(value)) ||
        (name === undefined && assignments.some((one) => PLACES.test(`${one.name}=`))),
    );
    for (const command of commands) {
      const resolved = resolveCommand(command);
      const [verb, ...rest] = resolved?.arguments ?? [];
      if (resolved?.name !== 'go' || (verb?.value !== 'build' && verb?.value !== 'install'))
        continue;
      const packages: string[] = [];
      let target: string | undefined;
      for (let index = 0; index < rest.length; index += 1) {
        const { value } = rest[index] ?? { value: '' };
        if (value === '-o') {
          const word = rest[(index += 1)];
          if (word?.literal !== true) return unknown;
          target = word.value;
        } else if (value.startsWith('-o=')) target = value.slice(3);
        else if (VALUED.has(value)) index += 1;
        else if (!value.startsWith('-')) packages.push(value);
      }
      if (verb.value === 'install' && packages.some((name) => name.includes('@'))) continue;
      const names = packages.length === 0 ? ['.'] : packages;
      const patterns = names.some((name) => name.includes('...'));
      if (patterns && target === undefined && verb.value === 'build') continue;
      if ((patterns && verb.value === 'build') || names.some((name) => name.includes('$')))
        return unknown;
      const cgo = settingOf('CGO_ENABLED', command, state) !== '0';
      if (verb.value === 'install') {
        const folder = installFolder(command, state);
        const programs = names.flatMap((name) => installedPrograms(name, project));
        // A pattern passes over programs for other systems, which only a build can tell.
        const whole = patterns && programs.length > 1;
        if (folder === undefined || moves || setsPlaces || (whole && SEARCHED_FOLDER.test(folder)))
          return unknown;
        for (const name of programs) {
          const path = `${folder}/${name}`;
          outputs.push({ path, from: whole ? folder : path, cgo });
        }
        continue;
      }
      const programs = names.map((name) => programName(name, project));
      if (moves && target?.startsWith('/') !== true) return unknown;
      if (target === undefined && programs.length > 1) continue;
      const folder =
        target?.endsWith('/') === true || (target !== undefined && programs.length > 1);
      for (const name of programs) {
        const path = joinPath(
          state.workdir,
          target === undefined ? name : folder ? `${target}/${name}` : target,
        );
        if (path === undefined || path.includes('$')) return unknown;
        outputs.push({ path, from: path, cgo });
      }
    }
  }
  return { kind: 'known', outputs };
}

/** A variable that a go command sees; undefined where it is not set, or computed. */
function settingOf(
  name: string,
  { assignments }: ShellCommand,
  { environment }: InstructionState,
): string | undefined {
  const own = assignments.find((assignment) => assignment.name === name);
  return own === undefined ? environment.get(name) : own.value?.value;
}

/**
 * Where `go install` puts programs; undefined where that can't be told.
 * @see https://go.dev/ref/mod#go-install
 */
function installFolder(command: ShellCommand, state: InstructionState): string | undefined {
  // For another machine than the own the folder is another one, and which is the own is not known.
  if (settingOf('GOARCH', command, state) !== undefined) return undefined;
  if ((settingOf('GOOS', command, state) ?? 'linux') !== 'linux') return undefined;
  const folder =
    settingOf('GOBIN', command, state) ?? `${settingOf('GOPATH', command, state) ?? '/go'}/bin`;
  return /^\/[\w./-]+$/.test(folder) ? folder : undefined;
}

/** The names of the programs that `go install` makes of an argument. */
function installedPrograms(name: string, project: GoProject): readonly string[] {
  if (!name.includes('...')) return [programName(name, project)];
  const root = name.replace(/^\.\//, '').replace(/\/?\.\.\.$/, '');
  return project.mainFolders
    .filter((folder) => root === '' || folder === root || folder.startsWith(`${root}/`))
    .map((folder) => programName(folder, project));
}

/** The name that `go build` gives a program: the last part of its import path, a version such as `v2` left out. */
function programName(name: string, project: GoProject): string {
  const clean = name.replace(/^\.\//, '').replace(/\/$/, '');
  if (clean.endsWith('.go')) return clean.replace(/^.*\//, '').replace(/\.go$/, '');
  const parts = (clean === '.' || clean === '' ? (project.module ?? '') : clean).split('/');
  const last = parts.at(-1) ?? '';
  return /^v\d+$/.test(last) ? (parts.at(-2) ?? last) : last;
}

/** The programs of a module, as the RUNs of a stage write them. */
export interface GoBuilds {
  readonly project: GoProject;
  readonly outputs: readonly GoOutput[];
}

/**
 * What a stage builds with go: of the module whose `go.mod` lies where the first build runs. Undefined where it builds nothing, the
 * module can't be read, or where a program ends up can't be told.
 * @param stages the stage, and those that it is FROM, the first of them first
 */
export function readGoBuilds(
  context: BuildContext,
  stages: readonly Stage[],
  states: readonly InstructionState[],
): GoBuilds | undefined {
  const builds = stages
    .flatMap(({ instructions }) => instructions)
    .filter((instruction) => {
      const state = states[instruction.index];
      return (
        instruction.keyword === 'RUN' &&
        state !== undefined &&
        instructionCommands(instruction, state).commands.some(isGoBuild)
      );
    });
  const workdir = builds[0] === undefined ? undefined : states[builds[0].index]?.workdir;
  if (workdir === undefined) return undefined;
  const copies = stages.flatMap((stage) => localCopies(stage, states));
  const path = contextFileAt(context, copies, `${workdir}/go.mod`);
  if (path === undefined) return undefined;
  const project = readGoProject(context, path.split('/').slice(0, -1).join('/'));
  if (project?.module === undefined) return undefined;
  const read = goOutputs(builds, states, project);
  return read.kind === 'known' ? { project, outputs: read.outputs } : undefined;
}

function isGoBuild(command: ShellCommand): boolean {
  const resolved = resolveCommand(command);
  const verb = resolved?.arguments[0]?.value;
  return resolved?.name === 'go' && (verb === 'build' || verb === 'install');
}
