import type { BuildContext } from '../../../../src/context/build-context.js';
import { readJson } from '../../../../src/context/structured-text.js';
import { mapping } from '../../../../src/context/usage-data.js';
import type { BuildPlan } from '../../site.js';
import { buildCommands, startedWords } from './commands.js';
import { scriptCommands, type FoundProject } from './project.js';
import { joined, moduleAt, parentOf, reachedSources } from './reached.js';
import { startsOf } from './starts.js';

/** A command of the build: its program, what `npx` only starts included, and its words. */
export interface Step {
  readonly name: string;
  readonly words: readonly string[];
}

/**
 * Which sources only the build reads: those of a front end that Vite, webpack and their like put into files for browsers, and scripts
 * that the build runs. None, where what runs may load them: a module with a computed name, a folder that is listed, a page that the
 * server renders itself.
 */
export function sourcesOfBuild(
  buildPlan: BuildPlan,
  found: FoundProject,
): (path: string) => boolean {
  const { context } = buildPlan.site;
  const { project, manifests } = found;
  const none = (): boolean => false;
  if (manifests.length > 1 || project.localDependencies.length > 0) return none;
  const steps = buildSteps(buildPlan, found);
  const paths = [...bundledPaths(context, project.folder, steps), ...scriptsOf(found, steps)];
  if (paths.length === 0) return none;
  const starts = startsOf(buildPlan, found);
  const reached =
    starts === undefined ? undefined : reachedSources(context, project.folder, starts);
  if (reached === undefined) return none;
  const ofBuild = paths.filter(
    (path) =>
      ![...reached.files].some((file) => isIn(file, path)) &&
      // A folder is loaded as well by the name of one around it.
      !reached.named.some((named) => isIn(named, path) || isIn(path, named)),
  );
  return (path) => ofBuild.some((one) => isIn(path, one));
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** What the builds run, with the scripts of package.json. */
export function buildSteps({ site, builds }: BuildPlan, found: FoundProject): readonly Step[] {
  return buildCommands(site, builds)
    .flatMap((command) => scriptCommands(command, found) ?? [command])
    .flatMap((command) => {
      const { name, words: rest } = startedWords(command);
      return name === undefined ? [] : [{ name, words: rest }];
    });
}

/** The scripts of the project that the build runs with node. */
function scriptsOf({ project }: FoundProject, steps: readonly Step[]): readonly string[] {
  return steps.flatMap(({ name, words: rest }) => {
    const script = name === 'node' ? rest.find((word) => !word.startsWith('-')) : undefined;
    return script === undefined || /^\/|\$/.test(script) ? [] : [joined(project.folder, script)];
  });
}

/** Folders of sources, or single ones, that a bundler of the build puts into files for browsers. */
function bundledPaths(
  context: BuildContext,
  folder: string,
  steps: readonly Step[],
): readonly string[] {
  return steps.flatMap(({ name, words: rest }) => {
    // What is rendered on a server runs there.
    if (rest.some((word) => /^--ssr\b/.test(word))) return [];
    if (name === 'vite' || name === 'parcel') {
      return rendersOrExports(context, folder) ? [] : pagesOf(context, folder);
    }
    if (name === 'react-scripts' || name === 'vue-cli-service') return [joined(folder, 'src')];
    if (name === 'ng') return angularRoots(context, folder);
    return name === 'webpack' ? webpackEntries(context, folder, rest) : [];
  });
}

/** Whether a configuration of Vite builds what a server loads: pages that are rendered there, or a library. */
function rendersOrExports(context: BuildContext, folder: string): boolean {
  return ['js', 'mjs', 'cjs', 'ts', 'mts'].some((extension) =>
    /\bssr\b|\blib\s*:/i.test(context.read(joined(folder, `vite.config.${extension}`)) ?? ''),
  );
}

/** The folders of the scripts that `index.html` names, in the folder of the program or in one of its folders. */
function pagesOf(context: BuildContext, folder: string): readonly string[] {
  const folders = [
    folder,
    ...context
      .list(folder)
      .filter(({ name, kind }) => kind === 'directory' && !/^(?:node_modules|public)$/.test(name))
      .map(({ name }) => joined(folder, name)),
  ];
  return folders.flatMap((root) => {
    const page = context.read(joined(root, 'index.html')) ?? '';
    return [...page.matchAll(/<script\b[^>]*\bsrc\s*=\s*["']?([^"'\s>]+)/gi)].flatMap((match) =>
      folderOfSource(context, root, match[1] ?? '', folder),
    );
  });
}

/** The folder of a source that is there; the source alone where that is the program's own folder. */
function folderOfSource(
  context: BuildContext,
  root: string,
  written: string,
  folder: string,
): readonly string[] {
  const source = moduleAt(context, joined(root, written));
  if (source === undefined || /^\w+:|^\/\//.test(written)) return [];
  const parent = parentOf(source);
  return [parent === folder || (!isIn(parent, folder) && folder !== '') ? source : parent];
}

function angularRoots(context: BuildContext, folder: string): readonly string[] {
  const workspace = readJson(context.read(joined(folder, 'angular.json')) ?? '');
  return Object.values(mapping(workspace?.['projects'])).flatMap((project) => {
    const root = mapping(project)['sourceRoot'];
    const renders = /"(?:ssr|server|prerender)"/.test(
      JSON.stringify(mapping(project)['architect'] ?? mapping(project)['targets'] ?? {}),
    );
    return typeof root !== 'string' || root === '' || renders ? [] : [joined(folder, root)];
  });
}

/** What webpack starts with: `entry` of its configuration, as far as that is written out; `src/index.js` where there is none. */
function webpackEntries(
  context: BuildContext,
  folder: string,
  rest: readonly string[],
): readonly string[] {
  const named = rest.flatMap((word, index) =>
    word === '--config' || word === '-c'
      ? (rest[index + 1] ?? [])
      : (/^--config=(.+)$/.exec(word)?.[1] ?? []),
  );
  const files =
    named.length > 0
      ? named.map((name) => joined(folder, name))
      : ['js', 'cjs', 'mjs', 'ts'].map((extension) =>
          joined(folder, `webpack.config.${extension}`),
        );
  const texts = files.flatMap((file) => context.read(file) ?? []);
  if (texts.some((text) => /\btarget\s*:\s*(?!["'`](?:web|browserslist)\b)/.test(text))) return [];
  const entries = texts.flatMap((text) => [
    ...text.matchAll(/\bentry\s*:\s*(\{[^}]*\}|\[[^\]]*\]|[^\n]*)/g),
  ]);
  const written =
    texts.length === 0
      ? ['src/index']
      : entries
          .flatMap((match) => [...(match[1] ?? '').matchAll(/["'`]([^"'`\n]+)["'`]/g)])
          .map((match) => match[1] ?? '');
  return written.flatMap((path) => folderOfSource(context, folder, path, folder));
}
