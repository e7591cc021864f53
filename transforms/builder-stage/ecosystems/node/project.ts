import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import {
  binariesOf,
  readNodeProject,
  scriptsRunBy,
  type NodeProject,
} from '../../../../src/context/node-project.js';
import { workspaceProjects } from '../../../../src/context/node-workspaces.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { appFolder } from '../../folders.js';
import { MANAGERS, words } from './commands.js';
import { refuse, type Refusal, type Site } from '../../site.js';

/** The program of the folder that is copied, with what its manifests say. */
export interface FoundProject {
  readonly project: NodeProject;
  /** Its folder in the image. */
  readonly folder: string;
  /** The project, and after it the members of its workspaces. */
  readonly manifests: readonly NodeProject[];
}

/** Commands whose names are not those of their packages. */
const PACKAGE_OF: Readonly<Record<string, string>> = {
  babel: '@babel/cli',
  'babel-node': '@babel/node',
  dotenv: 'dotenv-cli',
  dotenvx: '@dotenvx/dotenvx',
  lerna: 'lerna',
  'mikro-orm': '@mikro-orm/cli',
  nest: '@nestjs/cli',
  ng: '@angular/cli',
  'remix-serve': '@remix-run/serve',
  sequelize: 'sequelize-cli',
  swc: '@swc/cli',
  'ts-node-esm': 'ts-node',
  'ts-node-script': 'ts-node',
  'ts-node-transpile-only': 'ts-node',
  tsc: 'typescript',
  'ts-node-dev': 'ts-node-dev',
  tsnd: 'ts-node-dev',
  // It is one of typeorm, and starts ts-node.
  'typeorm-ts-node-commonjs': 'ts-node',
  'typeorm-ts-node-esm': 'ts-node',
  'vue-cli-service': '@vue/cli-service',
};

/** Reads the manifests of the program's folder, or says why it can't be copied. */
export function findProject(site: Site): FoundProject | Refusal {
  const folder = appFolder(site);
  if (folder === undefined) {
    return refuse(
      'no-app-folder',
      "The program is built in a folder that the base image uses itself, so that it can't be copied as a whole; set a WORKDIR of its own, such as /app.",
    );
  }
  const path = contextFileAt(
    site.context,
    localCopies(site.stage, site.states),
    `${folder}/package.json`,
  );
  const project =
    path === undefined
      ? undefined
      : readNodeProject(site.context, path.split('/').slice(0, -1).join('/'));
  return project === undefined
    ? refuse(
        'manifest-unknown',
        `There is no package.json that could be read for ${folder}, so that what the program needs is not known.`,
      )
    : { project, folder, manifests: [project, ...workspaceProjects(site.context, project)] };
}

/**
 * What the scripts of package.json come to that a command runs; undefined where it runs none. In workspaces a script of that name of any
 * member counts, because the member is named by options, by the working directory, or not at all.
 */
export function scriptCommands(
  command: ShellCommand,
  { project, manifests }: FoundProject,
): readonly ShellCommand[] | undefined {
  const { name, words: rest } = words(command);
  const own = scriptsRunBy(command, project)?.flatMap(
    (script) => binariesOf(project, script)?.commands ?? [],
  );
  if (manifests.length === 1 || name === undefined || !MANAGERS.has(name)) return own;
  const all = manifests.flatMap((manifest) =>
    rest.flatMap((word) => binariesOf(manifest, word)?.commands ?? []),
  );
  return own === undefined && all.length === 0 ? undefined : [...(own ?? []), ...all];
}

/** The package whose command has a name: `typescript` of `tsc`. */
export function packageOfCommand(name: string): string {
  return (Object.hasOwn(PACKAGE_OF, name) ? PACKAGE_OF[name] : undefined) ?? name;
}
