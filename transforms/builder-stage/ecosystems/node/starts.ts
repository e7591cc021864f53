import type { BuildContext } from '../../../../src/context/build-context.js';
import { binariesOf, scriptsRunBy } from '../../../../src/context/node-project.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import { NEUTRAL } from '../../command-role.js';
import type { BuildPlan } from '../../site.js';
import { endState } from '../../stage-commands.js';
import { MANAGERS, startedWords } from './commands.js';
import { startedCommands } from './programs.js';
import type { FoundProject } from './project.js';
import { joined, moduleAt, type Start } from './reached.js';
import { sourcePaths } from './sources.js';

/** Programs that run no source of the project: those of health checks, and servers of files. */
const READS_NO_SOURCE: ReadonlySet<string> = new Set([
  'curl',
  'wget',
  'nc',
  'serve',
  'http-server',
]);
const LOADS = /^(?:-r|--require|--import|--loader|--experimental-loader)$/;

/** Where what the image runs starts; undefined where one of the commands may load other sources. */
export function startsOf(buildPlan: BuildPlan, found: FoundProject): readonly Start[] | undefined {
  const { site, roles } = buildPlan;
  const kept = site.stage.instructions.filter(
    ({ index, keyword }) => keyword !== 'RUN' && roles.get(index) !== 'build',
  );
  const starts: Start[] = [];
  for (const command of startedCommands(site, found, kept)) {
    const { name, words: rest } = startedWords(command);
    const scripts = scriptsRunBy(command, found.project);
    if (name === 'node' && scripts === undefined) {
      const own = startsOfNode(buildPlan, found, rest);
      if (own === undefined) return undefined;
      starts.push(...own);
    } else if (name !== undefined && MANAGERS.has(name)) {
      const isRead = scripts?.every(
        (script) => binariesOf(found.project, script)?.opaque === undefined,
      );
      // `npm start` without a script of that name runs `node server.js`.
      if (isRead !== true || scripts?.some((script) => !found.project.scripts.has(script)) === true)
        return undefined;
    } else if (
      name === undefined
        ? resolveCommand(command) !== undefined
        : !NEUTRAL.has(name) && !READS_NO_SOURCE.has(name)
    ) {
      return undefined;
    }
  }
  return starts;
}

/** Reads the words of `node`: modules that are loaded first, then the program, or code on the command line. */
function startsOfNode(
  { site }: BuildPlan,
  found: FoundProject,
  rest: readonly string[],
): readonly Start[] | undefined {
  if (endState(site)?.workdir !== found.folder) return undefined;
  const starts: Start[] = [];
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? '';
    const [, option = word, given] = /^(--?[\w-]+)=(.*)$/.exec(word) ?? [];
    const value = given ?? rest[index + 1] ?? '';
    if (/^(?:-e|--eval|-p|--print|-pe)$/.test(option)) {
      return [...starts, { kind: 'code', text: value }];
    }
    const loads = LOADS.test(option);
    if (loads && given === undefined) index += 1;
    // An option of any other kind, or a package.
    if (loads ? !/^[./]/.test(value) : word.startsWith('-')) continue;
    const sources = sourcesOf(site.context, found, loads ? value : word);
    if (sources.length === 0) return undefined;
    starts.push(...sources.map((path) => ({ kind: 'file', path }) as const));
    if (!loads) return starts;
  }
  return undefined;
}

/** The source that a word of `node` names; of a file that the build makes all whose paths end alike (`dist/server/main.js`). */
function sourcesOf(
  context: BuildContext,
  { project, folder }: FoundProject,
  word: string,
): readonly string[] {
  const inFolder = word.startsWith(`${folder}/`) ? word.slice(folder.length + 1) : word;
  if (inFolder.startsWith('/') || inFolder.includes('$')) return [];
  const written = /^\.?\/?$/.test(inFolder) ? (project.main ?? 'index.js') : inFolder;
  const path = joined(project.folder, written);
  const file = moduleAt(context, path);
  if (file !== undefined) return [file];
  const made = joined('', written).split('/').slice(1).join('/');
  const end = `/${withoutExtension(made)}`;
  return made === ''
    ? []
    : sourcePaths(context, project.folder).filter((source) =>
        `/${withoutExtension(source)}`.endsWith(end),
      );
}

function withoutExtension(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, '');
}
