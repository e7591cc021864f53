import { scriptsRunBy } from '../../../../src/context/node-project.js';
import { readMounts } from '../../../../src/dockerfile/mounts.js';
import { oldestOf } from '../../../../src/knowledge/release-order.js';
import { NEUTRAL } from '../../command-role.js';
import type { BuildPlan } from '../../site.js';
import { endState } from '../../stage-commands.js';
import { MANAGERS, startedWords } from './commands.js';
import { buildSteps } from './front-end.js';
import { startedCommands } from './programs.js';
import type { FoundProject } from './project.js';
import { joined } from './reached.js';
import { sourcePaths } from './sources.js';

/** What a program's own folder of Next holds that runs alone (https://nextjs.org/docs/app/api-reference/config/next-config-js/output). */
export interface Standalone {
  /** Absolute paths in the image. */
  readonly paths: readonly string[];
}

const CONFIGURATIONS = ['js', 'mjs', 'cjs', 'ts'].map((extension) => `next.config.${extension}`);

/**
 * Folders, relative to the program's, with what Next's compiler keeps for its next build, which nothing reads that runs: those of webpack.
 * The rest of `.next/cache` stays: the program reads the answers there that it fetched while it was built. Tried with Next 14 on
 * 2026-11-30. From 16 on Next builds with another compiler.
 */
export function compilerCaches(buildPlan: BuildPlan, found: FoundProject): readonly string[] {
  const { site, builds } = buildPlan;
  const { project, manifests } = found;
  const isBuilt = buildSteps(buildPlan, found).some(
    ({ name, words }) => name === 'next' && words.includes('build'),
  );
  const isMounted = builds.some((instruction) =>
    readMounts(instruction).some(({ target }) => target?.includes('.next') === true),
  );
  if (!isBuilt || isMounted) return [];
  return manifests.flatMap(({ folder, dependencies, devDependencies }) => {
    const range = dependencies.get('next') ?? devDependencies.get('next');
    const major = Number(oldestOf(range ?? '')?.split('.')[0] ?? '99');
    const isElsewhere = CONFIGURATIONS.some((name) =>
      /\bdistDir\b/.test(site.context.read(joined(folder, name)) ?? ''),
    );
    return major > 15 || isElsewhere
      ? []
      : [joined(folder.slice(project.folder.length), '.next/cache/webpack')];
  });
}

/**
 * The folder `.next/standalone`, where the image starts the server in it and nothing else of the program: that server goes to its own
 * folder first, and has copies of all that it reads. Undefined where it may need more.
 */
export function standalone(buildPlan: BuildPlan, found: FoundProject): Standalone | undefined {
  const { site, roles } = buildPlan;
  const { project, folder } = found;
  const state = endState(site);
  if (state?.workdir !== folder || state.environment.has('NODE_OPTIONS')) return undefined;
  const kept = site.stage.instructions.filter(({ index }) => roles.get(index) !== 'build');
  const setUps = kept.filter(({ keyword }) => keyword === 'RUN');
  // What is set up later may be in the folder.
  if (setUps.some(({ index }) => roles.get(index) !== 'replaced')) return undefined;
  const servers = new Set<string>();
  let byManager = false;
  for (const command of startedCommands(
    site,
    found,
    kept.filter((one) => !setUps.includes(one)),
  )) {
    const { name, words } = startedWords(command);
    const scripts = scriptsRunBy(command, project);
    if (name !== undefined && MANAGERS.has(name)) {
      if (name !== 'npm' || scripts?.every((script) => project.scripts.has(script)) !== true) {
        return undefined;
      }
      byManager = true;
    } else if (name === 'node' && words[0] !== '--run') {
      const code = words.findIndex((word) => /^(?:-e|--eval|-p)$/.test(word));
      if (
        code !== -1 &&
        !/["'`]\.{0,2}\/|\brequire\(["'`](?!node:)(?!https?["'`])/.test(words[code + 1] ?? '')
      )
        continue;
      const server = standaloneOf(words, folder);
      if (server === undefined) return undefined;
      servers.add(server);
    } else if (name !== undefined && !NEUTRAL.has(name) && name !== 'curl' && name !== 'wget') {
      return undefined;
    }
  }
  const [server, ...others] = servers;
  if (server === undefined || others.length > 0) return undefined;
  const own = joined(project.folder, server.replace(/\.next\/standalone$/, ''));
  if (!isConfigured(site.context.read.bind(site.context), own)) return undefined;
  const settings = site.context.entry(joined(project.folder, '.npmrc')) !== undefined;
  if (byManager && (settings || project.packageManager !== undefined || setUps.length > 0)) {
    return undefined;
  }
  const texts = sourcePaths(site.context, project.folder).map((path) => site.context.read(path));
  if (texts.some((text) => text === undefined || text.includes(`${folder}/`))) return undefined;
  return {
    paths: [`${folder}/${server}`, ...(byManager ? [`${folder}/package.json`] : [])],
  };
}

/** The standalone folder, relative to the program's, whose server the words of `node` start alone. */
function standaloneOf(words: readonly string[], folder: string): string | undefined {
  const [program, ...rest] = words.filter((word) => !/^--[\w-]+(?:=\d+)?$/.test(word));
  if (program === undefined || rest.length > 0) return undefined;
  const path = program.startsWith(`${folder}/`)
    ? program.slice(folder.length + 1)
    : program.replace(/^\.\//, '');
  return /^((?:[\w@-][\w.@-]*\/)*\.next\/standalone)\/(?:[\w@-][\w.@-]*\/)*server\.js$/.exec(
    path,
  )?.[1];
}

/** Whether Next's configuration says `output: 'standalone'`, without a condition. */
function isConfigured(read: (path: string) => string | undefined, folder: string): boolean {
  const text = CONFIGURATIONS.map((name) => read(joined(folder, name))).find(
    (one) => one !== undefined,
  );
  const code = text?.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '') ?? '';
  return /\boutput\s*:\s*(["'`])standalone\1\s*[,}\n]/.test(code) && !/\bdistDir\b/.test(code);
}
