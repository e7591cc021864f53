import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import {
  readUsage,
  usageFormat,
  useOf,
  type DockerfileUse,
  type FurtherFile,
  type UsageFacts,
} from '../context/usage.js';
import { errorCode } from '../error-code.js';
import { dockerfileName } from '../context/dockerfile-name.js';
import { trackedFiles } from './git.js';
import { readText } from './read.js';

/** The files of a repository that tell how its images are built, read when they are first needed, and once. */
export interface Repository {
  readonly root: string;
  /** Reads what counts for a Dockerfile: what git tracks anywhere, and what lies in its folder or above, tracked or not. */
  load(dockerfile: string): Promise<void>;
  /** What was loaded says this about a Dockerfile, given by its place on disk. */
  useOf(dockerfile: string): DockerfileUse;
  /** Files that were to be read and could not be, each with the reason. */
  readonly unread: ReadonlyMap<string, string>;
  /** Places on disk of the files that are Dockerfiles by their name: the tracked ones, and those in the given folder. */
  dockerfiles(folder: string): readonly string[];
}

/** What git is asked for: all that `usageFormat` may take, and Dockerfiles. */
const PATHSPECS = [
  ':(icase)*compose*.y*ml',
  ':(icase)*dockerfile*',
  ':(icase)*containerfile*',
  '*docker-bake*',
  '.github/workflows/*.y*ml',
  '.gitlab-ci.yml',
  '*skaffold*.y*ml',
  '*cloudbuild*.y*ml',
  ...['k8s', 'kube', 'kubernetes', 'manifests', 'deploy', 'deployment', 'deployments'].flatMap(
    (folder) => [`:(glob)${folder}/**/*.y*ml`, `:(glob)**/${folder}/**/*.y*ml`],
  ),
  ':(icase,glob)*makefile',
  ':(glob)*.sh',
];

/** Opens the repository whose root is this folder. */
export function openRepository(root: string): Repository {
  const facts = new Map<string, UsageFacts>();
  const unread = new Map<string, string>();
  const listed = new Set<string>();
  let tracked: readonly string[] | undefined;
  const trackedPaths = (): readonly string[] => (tracked ??= trackedFiles(root, PATHSPECS) ?? []);
  const shown = (path: string): string => relative(root, path).split(sep).join('/');

  const loadFile = async (path: string, further?: FurtherFile): Promise<void> => {
    const format = further === undefined ? usageFormat(path) : 'compose';
    if (format === undefined || facts.has(path) || unread.has(path)) return;
    if (/(^|\/)node_modules\//.test(path)) return;
    const read = readText(join(root, path));
    if ('problem' in read) {
      unread.set(path, read.problem.message);
      return;
    }
    try {
      const found = await readUsage(format, path, read.text, further?.folder);
      facts.set(path, found);
      // Read before, it was found by its name; a file that is not there leaves nothing unknown.
      for (const file of found.further ?? []) {
        if (existsSync(join(root, file.path))) await loadFile(file.path, file);
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      unread.set(path, error.message);
    }
  };

  return {
    root,
    unread,
    async load(dockerfile) {
      const paths = new Set(listed.size === 0 ? trackedPaths() : []);
      const folders = [root, join(root, '.github', 'workflows')];
      for (
        let folder = dirname(dockerfile);
        folder.startsWith(root + sep);
        folder = dirname(folder)
      ) {
        folders.push(folder);
      }
      for (const folder of folders) {
        if (listed.has(folder)) continue;
        listed.add(folder);
        for (const name of namesIn(folder)) paths.add(shown(join(folder, name)));
      }
      for (const path of [...paths].sort()) await loadFile(path);
    },
    useOf: (dockerfile) => useOf(shown(dockerfile), [...facts.values()]),
    dockerfiles(folder) {
      const near = namesIn(folder).map((name) => join(folder, name));
      const all = [...trackedPaths().map((path) => join(root, path)), ...near];
      return [...new Set(all)]
        .filter((path) => dockerfileName(path.slice(path.lastIndexOf(sep) + 1)) === 'yes')
        .sort();
    },
  };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  }
}
