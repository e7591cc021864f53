import type { GoProject } from '../../../../src/context/go-project.js';
import { instructionCommands, resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath, type InstructionState } from '../../../../src/dockerfile/state.js';
import { isWithin } from '../../folders.js';
import { placeOf, refuse, type Refusal, type Site } from '../../site.js';

/** A program that the builds write. */
export interface Output {
  readonly path: string;
  /** What is copied to have it: itself, or a folder of programs. */
  readonly from: string;
  readonly cgo: boolean;
}

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

/** The programs that the builds write, or why that can't be told. */
export function outputsOf(
  site: Site,
  builds: readonly Instruction[],
  project: GoProject,
): readonly Output[] | Refusal {
  const outputs: Output[] = [];
  for (const instruction of builds) {
    const state = site.states[instruction.index];
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
          if (word?.literal !== true) return unknownOutput(instruction);
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
        return unknownOutput(instruction);
      const cgo = settingOf('CGO_ENABLED', command, state) !== '0';
      if (verb.value === 'install') {
        const folder = installFolder(command, state);
        const programs = names.flatMap((name) => installedPrograms(name, project));
        // A pattern passes over programs for other systems, which only a build can tell.
        const whole = patterns && programs.length > 1;
        if (folder === undefined || moves || setsPlaces || (whole && SEARCHED_FOLDER.test(folder)))
          return unknownOutput(instruction);
        for (const name of programs) {
          const path = `${folder}/${name}`;
          outputs.push({ path, from: whole ? folder : path, cgo });
        }
        continue;
      }
      const programs = names.map((name) => programName(name, project));
      if (moves && target?.startsWith('/') !== true) return unknownOutput(instruction);
      if (target === undefined && programs.length > 1) continue;
      const folder =
        target?.endsWith('/') === true || (target !== undefined && programs.length > 1);
      for (const name of programs) {
        const path = joinPath(
          state.workdir,
          target === undefined ? name : folder ? `${target}/${name}` : target,
        );
        if (path === undefined || path.includes('$')) return unknownOutput(instruction);
        outputs.push({ path, from: path, cgo });
      }
    }
  }
  return outputs;
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
    .filter((folder) => root === '' || isWithin(folder, root))
    .map((folder) => programName(folder, project));
}

function unknownOutput(instruction: Instruction): Refusal {
  return refuse(
    'output-unknown',
    `Where ${placeOf(instruction)} writes the program can't be told; give “go build -o” an absolute path.`,
    instruction,
  );
}

/** The name that `go build` gives a program: the last part of its import path, a version such as `v2` left out. */
function programName(name: string, project: GoProject): string {
  const clean = name.replace(/^\.\//, '').replace(/\/$/, '');
  if (clean.endsWith('.go')) return clean.replace(/^.*\//, '').replace(/\.go$/, '');
  const parts = (clean === '.' || clean === '' ? (project.module ?? '') : clean).split('/');
  const last = parts.at(-1) ?? '';
  return /^v\d+$/.test(last) ? (parts.at(-2) ?? last) : last;
}
