import { placeOf } from '../../../../src/dockerfile/place.js';
import { readLocalCopy } from '../../../../src/context/copied-files.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { appFolder, isWithin } from '../../folders.js';
import { refuse, type CommandRole, type Refusal, type Role, type Site } from '../../site.js';
import { runsOneOf } from '../common/compilers.js';

/** Commands that make a program of sources. */
const BUILDS = /^(?:ant|gradlew?|javac|kotlinc|mvn[wd]?)$/;

/** Commands that look at files, pack them, or fetch sources. */
const HELPS = /^(?:find|git|jar|jarsigner|java|javap|jdeps)$/;

const FILE_COMMANDS = /^(?:cat|chmod|cp|echo|install|ln|mkdir|mv|printf|rm|sed|tee|touch)$/;

/** Whether a RUN makes a program of sources. */
export function compiles(instruction: Instruction, site: Site): boolean {
  return runsOneOf(BUILDS, instruction, site);
}

/** What a command of a RUN does; undefined where it is none of a build of Java. */
export function commandRole(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
): CommandRole | Refusal | undefined {
  const resolved = resolveCommand(command);
  const name = resolved?.name;
  if (resolved === undefined || name === undefined) return undefined;
  if (name === 'jlink' || name === 'jpackage' || name === 'native-image') {
    return refuse(
      'runtime-unknown',
      `${placeOf(instruction)} makes a runtime of its own with ${name}, which no JRE takes the place of.`,
      instruction,
    );
  }
  if (BUILDS.test(name) || HELPS.test(name)) return 'build';
  if (!FILE_COMMANDS.test(name)) return undefined;
  const folder = appFolder(site);
  const workdir = site.states[instruction.index]?.workdir;
  const written = command.redirects.flatMap(({ operator, target }) =>
    operator.includes('>') && target !== undefined ? [target.value] : [],
  );
  const operands = /^(?:cat|echo|printf)$/.test(name)
    ? written
    : [...resolved.arguments.map(({ value }) => value), ...written];
  const inFolder = operands.some(
    (value) =>
      folder !== undefined && !value.startsWith('-') && isWithin(joinPath(workdir, value), folder),
  );
  return inFolder ? 'build' : undefined;
}

/** Settings of the build tools, which have no use beside a JRE. */
const TOOL_FOLDERS = /^(?:\/root|\/home\/gradle)\/\.(?:gradle|m2)(?:\/|$)|^\/usr\/share\/maven\//;

/** What is copied into the program's folder, or for the build tools, before the last build serves the build alone. */
export function copyRole(instruction: Instruction, site: Site, lastBuild: Instruction): Role {
  const folder = appFolder(site);
  const { destination } = readLocalCopy(instruction, site.states[instruction.index]) ?? {};
  if (instruction.index > lastBuild.index) return 'final';
  return (folder !== undefined && isWithin(destination, folder)) ||
    TOOL_FOLDERS.test(destination ?? '')
    ? 'build'
    : 'both';
}
