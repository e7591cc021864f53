import { placeOf } from '../../../../src/dockerfile/place.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { readsAlone } from '../../command-role.js';
import { appFolder, isWithin } from '../../folders.js';
import { refuse, type CommandRole, type Refusal, type Site } from '../../site.js';

/** Tools that check or generate sources. */
const TOOLS: ReadonlySet<string> = new Set(
  'go gofmt golangci-lint goimports mockgen protoc revive sqlc staticcheck swag templ upx wire'.split(
    ' ',
  ),
);

const FOLDER_COMMANDS: ReadonlySet<string> = new Set([
  'cp',
  'install',
  'ln',
  'mv',
  'sed',
  'tee',
  'touch',
  'cat',
]);

/** What a command of a RUN does; undefined where it is none of Go's. */
export function commandRole(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
): CommandRole | Refusal | undefined {
  const resolved = resolveCommand(command);
  const name = resolved?.name;
  if (name === undefined) return undefined;
  if (TOOLS.has(name)) return 'build';
  if (name === 'git') return 'build';
  const folder = appFolder(site);
  const workdir = site.states[instruction.index]?.workdir;
  const inFolder = (resolved?.arguments ?? []).some(
    ({ value }) =>
      folder !== undefined && !value.startsWith('-') && isWithin(joinPath(workdir, value), folder),
  );
  if (inFolder && (name === 'chmod' || name === 'rm')) return 'build';
  if (inFolder && FOLDER_COMMANDS.has(name) && !readsAlone(command)) {
    return refuse(
      'run-unclassified',
      `${placeOf(instruction)} changes files with ${name}, so that it can't be told where the program ends up; let “go build -o” write it to its place.`,
      instruction,
    );
  }
  return undefined;
}
