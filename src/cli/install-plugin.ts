import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { env, platform } from 'node:process';
import { visible } from '../report/file-report.js';
import {
  realPath,
  removeProgram,
  statusOfProgram,
  writeProgram,
} from '../workspace/program-file.js';
import type { InstallPluginCommand } from './command.js';
import { failure, problemOutcome, type Outcome } from './outcome.js';

/** The second line of the file, by which it is known again. */
const MARK =
  '# A plugin of docker, written by dockopt install-plugin. To remove it: dockopt install-plugin --uninstall';

/** What the plugin is to run. */
export interface PluginTarget {
  /** The script that Node was started with. */
  readonly program: string | undefined;
  /** The program of Node. */
  readonly node: string;
}

/** Runs `dockopt install-plugin`: writes, or removes, the program that docker runs for `docker dockopt`. */
export function installPlugin(
  { uninstall, dryRun }: InstallPluginCommand,
  { program, node }: PluginTarget,
): Outcome {
  if (platform === 'win32') {
    return failure(
      'dockopt: docker on Windows takes .exe files alone as plugins; run dockopt itself',
    );
  }
  if (program === undefined)
    return failure('dockopt: Node was started without a script to install');
  const path = pluginPath();
  const text = pluginText(realPath(program), node);
  const status = statusOfProgram(path, MARK, text);
  if (typeof status === 'object') return problemOutcome(status);
  if (status === 'foreign') {
    return failure(
      `dockopt: ${visible(path)} is not of dockopt install-plugin and was left alone, move it away`,
    );
  }
  const done = (line: string): Outcome => ({
    exitCode: 0,
    standardOutput: `${line}\n`,
    standardError: '',
  });
  const shown = visible(path);
  if (uninstall) {
    if (status === 'absent') return done(`${shown}: not there, nothing to remove`);
    if (dryRun) return done(`${shown}: would be removed`);
    const problem = removeProgram(path);
    return problem === undefined ? done(`${shown}: removed`) : problemOutcome(problem);
  }
  if (status === 'same') return done(`${shown}: is there already, try docker dockopt --help`);
  if (dryRun) return done(`${shown}: would be written\n\n${text.trimEnd()}`);
  const problem = writeProgram(path, text);
  return problem === undefined
    ? done(`${shown}: written, try docker dockopt --help`)
    : problemOutcome(problem);
}

/** Where docker looks for a plugin of the user. */
function pluginPath(): string {
  const configured = env['DOCKER_CONFIG'] ?? '';
  const folder = configured === '' ? join(homedir(), '.docker') : resolve(configured);
  return join(folder, 'cli-plugins', 'docker-dockopt');
}

/** A script for sh, because a link to the program would run only where `node` is on the path of docker. */
function pluginText(program: string, node: string): string {
  return `#!/bin/sh
${MARK}
node=${quoted(node)}
[ -x "$node" ] || node=node
exec "$node" ${quoted(program)} "$@"
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
