import type { BuildContext } from '../../../src/context/build-context.js';
import { REGISTRY } from '../../../src/context/dependency.js';
import {
  lockedPackages,
  type LockedPackage,
  type NodeLockFile,
} from '../../../src/context/node-lock.js';
import { readNodeProject, type NodeProject } from '../../../src/context/node-project.js';
import { workspaceProjects } from '../../../src/context/node-workspaces.js';
import { readJson } from '../../../src/context/structured-text.js';
import {
  below,
  foldersAbove,
  present,
  refuse,
  type Closure,
  type Doubt,
  type Ecosystem,
  type Install,
  type Refusal,
} from '../site.js';
import { projectReader } from '../../../src/knowledge/install-scripts.js';
import { nodeCommandKind, readInstallWords, type NodeManager } from './node-commands.js';
import { forcedFolder, injected, localDependency, patchedFiles } from './node-local.js';
import { isLockInStep } from './node-lock-step.js';
import { packageScriptReads, projectScriptReads } from './node-scripts.js';
import { readNodeSettings } from './node-settings.js';

const LOCK_FILES: Readonly<Record<NodeManager, readonly NodeLockFile[]>> = {
  npm: ['npm-shrinkwrap.json', 'package-lock.json'],
  yarn: ['yarn.lock'],
  pnpm: ['pnpm-lock.yaml'],
};
/** More lines of COPY than this nobody wants to read. */
const MEMBER_LIMIT = 12;

export const NPM = manager('npm');
export const YARN = manager('yarn');
export const PNPM = manager('pnpm');

/** Corepack puts package managers in place; `corepack install` reads the manifest, and is not known. */
export const COREPACK: Ecosystem = {
  name: 'corepack',
  kindOf: ({ name, arguments: given }) =>
    name === 'corepack' && /^(?:enable|disable|prepare)$/.test(given[0]?.value ?? '')
      ? 'apart'
      : undefined,
  closure: () => refuse('manifest-missing', 'corepack installs no packages'),
};

function manager(name: NodeManager): Ecosystem {
  return {
    name,
    kindOf: (command) => nodeCommandKind(name, command),
    otherFolder: (words) => readInstallWords(words).folder,
    closure: (install) => nodeClosure(name, install),
  };
}

function nodeClosure(name: NodeManager, install: Install): Closure | Refusal {
  const { context, folder } = install;
  const project = readNodeProject(context, folder);
  if (project === undefined) {
    return refuse('manifest-missing', 'there is no package.json in the folder that is copied');
  }
  const words = readInstallWords(install.words);
  if (words.strange !== undefined) {
    return refuse(
      'settings-elsewhere',
      `it is not known what ${name} reads and writes with ${words.strange}`,
    );
  }
  const settings = readNodeSettings(name, install);
  if ('reason' in settings) return settings;
  const members = workspaceProjects(context, project);
  const problem = aboveOf(install) ?? membersProblem(install, project, members);
  if (problem !== undefined) return problem;
  const projects = [project, ...members];
  const local =
    projects.flatMap((one) => localDependency(one) ?? injected(context, one) ?? [])[0] ??
    forcedFolder(install);
  if (local !== undefined) return refuse('local-dependency', local);
  const patched = patchedFiles(install);
  if ('kind' in patched) return patched;

  const [lockName] = present(install, LOCK_FILES[name]);
  const lockText = lockName === undefined ? undefined : context.read(below(folder, lockName));
  const locked =
    lockName === undefined || lockText === undefined
      ? undefined
      : lockedPackages(lockName, lockText);
  const part = locked?.find(({ origin }) => origin.kind === 'local');
  if (part?.origin.kind === 'local') {
    return refuse(
      'local-dependency',
      `${lockName ?? ''} takes ${part.name} from ${part.origin.path}, which is a part of the project`,
    );
  }
  const ignores = words.ignoresScripts ? 'all' : settings.ignoresScripts;
  const doubts: Doubt[] = [];
  const files: string[] = [];
  const folders = [...settings.folders];
  if (lockName === undefined || lockText === undefined) {
    doubts.push({
      reason: 'versions-not-locked',
      message: `there is no lock file of ${name}, so that the cached install keeps the versions it found first`,
    });
  } else {
    const inFolder = projects.map((one) => ({
      project: one,
      folder: one.folder.slice(folder === '' ? 0 : folder.length + 1),
    }));
    if (!words.frozen && !isLockInStep(name, lockText, inFolder)) {
      return refuse(
        'lock-would-change',
        `${lockName} does not say what package.json asks for, or has an old form`,
      );
    }
  }
  if (ignores !== 'all') {
    for (const one of projects) {
      const reads = projectScriptReads({ ...install, folder: one.folder }, one);
      if ('kind' in reads) return reads;
      if (one !== project && reads.files.length + reads.folders.length > 0) {
        return refuse(
          'workspace-unclear',
          `a script of ${below(one.folder, 'package.json')} reads files of its own`,
        );
      }
      files.push(...reads.files);
      folders.push(...reads.folders);
    }
  }
  if (ignores === 'none') {
    const packages = locked ?? projects.flatMap(directPackages);
    const schema = name === 'yarn' ? memberWithSchema(context, members) : undefined;
    if (schema !== undefined && packages.some((one) => projectReader(one.name) === 'prisma')) {
      return refuse('package-script', `prisma generates its client by the schema of ${schema}`);
    }
    const reads = packageScriptReads(install, packages);
    if ('kind' in reads) return reads;
    files.push(...reads.files);
    if (reads.unknown.length > 0) {
      doubts.push({ reason: 'package-script-unknown', message: unknownScripts(reads.unknown) });
    }
  }
  const inside = members.map((member) =>
    member.folder.slice(folder === '' ? 0 : folder.length + 1),
  );
  return {
    kind: 'known',
    files: [
      ...new Set([
        'package.json',
        ...(lockName === undefined ? [] : [lockName]),
        ...settings.files,
        ...inside.map((member) => `${member}/package.json`),
        ...files,
        ...patched,
      ]),
    ],
    folders: [...new Set(folders)],
    made: ['node_modules', ...inside.map((member) => `${member}/node_modules`), ...settings.made],
    doubts,
  };
}

/** In a workspace of yarn, prisma looks for its schema in all members. */
function memberWithSchema(
  context: BuildContext,
  members: readonly NodeProject[],
): string | undefined {
  return members.find(({ folder }) =>
    ['prisma', 'schema.prisma'].some((name) => context.entry(below(folder, name)) !== undefined),
  )?.folder;
}

/** Without a lock file no more is known than what the manifest names. */
function directPackages(project: NodeProject): readonly LockedPackage[] {
  const names = [
    project.dependencies,
    project.devDependencies,
    project.optionalDependencies,
  ].flatMap((one) => [...one.keys()]);
  return names.map((name) => ({
    name,
    version: undefined,
    origin: REGISTRY,
    requires: undefined,
    development: undefined,
    optional: undefined,
    hasInstallScript: undefined,
    binaries: undefined,
  }));
}

function unknownScripts(names: readonly string[]): string {
  const few = names.slice(0, 3).join(', ');
  return names.length > 3
    ? `${few} and ${names.length - 3} more packages may look at the project when they are installed`
    : `${few} may look at the project when ${names.length === 1 ? 'it is' : 'they are'} installed`;
}

/** A workspace above would make the folder one of its members. */
function aboveOf(install: Install): Refusal | undefined {
  const root = foldersAbove(install).find((above) => {
    const project = readNodeProject(install.context, above);
    return (
      (project !== undefined && project.workspaces.length > 0) ||
      install.context.entry(below(above, 'pnpm-workspace.yaml')) !== undefined
    );
  });
  return root === undefined
    ? undefined
    : refuse(
        'workspace-unclear',
        `the folder ${install.folder} may be a member of the workspace above it`,
      );
}

function membersProblem(
  install: Install,
  project: NodeProject,
  members: readonly NodeProject[],
): Refusal | undefined {
  if (members.length > MEMBER_LIMIT) {
    return refuse(
      'workspace-unclear',
      `the workspace has ${members.length} members, each of which would need a line of its own`,
    );
  }
  const addon = [project, ...members].find(
    ({ folder }) => install.context.entry(below(folder, 'binding.gyp')) !== undefined,
  );
  if (addon !== undefined) {
    return refuse(
      'native-addon',
      `the install compiles what ${below(addon.folder, 'binding.gyp')} names`,
    );
  }
  // The programs of members are linked, and made executable, when the workspace is installed.
  const program = members.find(
    ({ folder }) =>
      readJson(install.context.read(below(folder, 'package.json')) ?? '')?.['bin'] !== undefined,
  );
  return program === undefined
    ? undefined
    : refuse(
        'workspace-unclear',
        `${program.folder} brings a program, which the install links to its source`,
      );
}
