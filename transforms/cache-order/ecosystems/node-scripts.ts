import { binariesOf, type NodeProject } from '../../../src/context/node-project.js';
import type { LockedPackage } from '../../../src/context/node-lock.js';
import { resolveCommand } from '../../../src/dockerfile/commands.js';
import type { ShellCommand } from '../../../src/dockerfile/shell.js';
import { projectReader, staysInItsFolder } from '../../../src/knowledge/install-scripts.js';
import { nodeNeed } from '../../../src/knowledge/node-packages.js';
import {
  below,
  foldersAbove,
  present,
  redirectsNoFile,
  refuse,
  type Install,
  type Refusal,
} from '../site.js';

/** Scripts of a project that an install runs, in any release of npm, yarn and pnpm. */
const LIFECYCLE = [
  'pnpm:devPreinstall',
  'preinstall',
  'install',
  'postinstall',
  'prepublish',
  'preprepare',
  'prepare',
  'postprepare',
  'dependencies',
] as const;

/** What scripts read of a project. */
export interface ScriptReads {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** What the scripts that an install runs for a project read of it, or why that can't be told. */
export function projectScriptReads(install: Install, project: NodeProject): ScriptReads | Refusal {
  const files: string[] = [];
  const folders: string[] = [];
  for (const name of LIFECYCLE) {
    const script = binariesOf(project, name);
    if (script === undefined) continue;
    const written = project.scripts.get(name) ?? '';
    const unknown = refuse(
      'project-script',
      `the script ${name} of ${below(project.folder, 'package.json')} (“${written}”) may read the sources`,
    );
    if (script.opaque !== undefined) return unknown;
    for (const command of script.commands) {
      const reads = commandReads(install, command);
      if (reads === undefined) return unknown;
      if ('kind' in reads) return reads;
      files.push(...reads.files);
      folders.push(...reads.folders);
    }
  }
  return { files, folders };
}

const NOTHING: ScriptReads = { files: [], folders: [] };

function commandReads(install: Install, command: ShellCommand): ScriptReads | Refusal | undefined {
  // The folder of a file that is written may come with the sources, and the copy may cover the file.
  if (!redirectsNoFile(command)) return undefined;
  const resolved = resolveCommand(command);
  if (resolved === undefined) return NOTHING;
  const all = [resolved.name ?? '', ...resolved.arguments.map(({ value }) => value)];
  const start = /^(?:npx|pnpx)$/.test(all[0] ?? '')
    ? all.findIndex((word, index) => index > 0 && !word.startsWith('-'))
    : 0;
  const [name = '', ...words] = all.slice(start);
  switch (name) {
    case 'echo':
    case 'exit':
    case 'true':
    case ':':
    case 'is-ci':
    case 'only-allow':
      return NOTHING;
    case 'husky':
      // Without a repository there is nothing that hooks could be set up in.
      return gitFolder(install) === undefined
        ? NOTHING
        : refuse(
            'version-control-read',
            'husky sets up hooks, and .git is part of the build context',
          );
    case 'patch-package':
      return words.every((word) => /^--(?:error-on-fail|error-on-warn|use-yarn)$/.test(word))
        ? {
            files: [],
            folders:
              install.context.entry(below(install.folder, 'patches')) === undefined
                ? []
                : ['patches'],
          }
        : undefined;
    case 'prisma':
      return words.join(' ') === 'generate' ? prismaReads(install) : undefined;
    default:
      return undefined;
  }
}

/** The schema from which a client is generated; it may send the client among the sources. */
function prismaReads(install: Install): ScriptReads | Refusal {
  const { context, folder } = install;
  const elsewhere = present(install, [
    'schema.prisma',
    'prisma.config.ts',
    'prisma.config.js',
    'prisma.config.mjs',
    '.env',
    'prisma/.env',
  ]);
  const text = context.read(below(folder, 'prisma/schema.prisma'));
  const manifest = context.read(below(folder, 'package.json')) ?? '';
  if (elsewhere[0] !== undefined || /"prisma"\s*:\s*\{/.test(manifest)) {
    return refuse(
      'package-script',
      `prisma generates its client by ${elsewhere[0] ?? 'settings of package.json'} too`,
    );
  }
  const parts = context
    .list(below(folder, 'prisma'))
    .filter(
      ({ name }) => name === 'schema' || (name.endsWith('.prisma') && name !== 'schema.prisma'),
    );
  if (parts[0] !== undefined) {
    return refuse('package-script', `prisma/${parts[0].name} may be a part of the schema`);
  }
  if (text === undefined) return NOTHING;
  const generators = [...text.matchAll(/^\s*generator\s+\w+\s*\{([^}]*)\}/gm)].map(
    ([, body]) => body ?? '',
  );
  const plain = generators.every(
    (body) => /provider\s*=\s*"prisma-client-js"/.test(body) && !/^\s*output\s*=/m.test(body),
  );
  return plain
    ? { files: ['prisma/schema.prisma'], folders: [] }
    : refuse(
        'package-script',
        'prisma/schema.prisma generates more than the client in node_modules',
      );
}

/** The folder of version control that is part of the copy; undefined where there is none. */
function gitFolder(install: Install): string | undefined {
  return [install.folder, ...foldersAbove(install)].find(
    (folder) => install.context.entry(below(folder, '.git')) !== undefined,
  );
}

/** What the install scripts of packages read of the project, and the packages of which that is not known. */
export function packageScriptReads(
  install: Install,
  packages: readonly LockedPackage[],
): (ScriptReads & { readonly unknown: readonly string[] }) | Refusal {
  const files: string[] = [];
  const unknown = new Set<string>();
  for (const { name, hasInstallScript, version } of packages) {
    if (hasInstallScript === false) continue;
    switch (projectReader(name)) {
      case 'prisma': {
        const reads = prismaReads(install);
        if ('kind' in reads) return reads;
        files.push(...reads.files);
        break;
      }
      case 'configuration': {
        const found = [install.folder, below(install.folder, '.config')]
          .flatMap((folder) => install.context.list(folder))
          .find(
            (entry) =>
              entry.name.replace(/^\./, '').startsWith(`${name}rc`) ||
              entry.name.startsWith(`${name}.config.`),
          );
        if (found !== undefined) {
          return refuse('package-script', `the install script of ${name} reads ${found.name}`);
        }
        break;
      }
      case 'git':
        if (gitFolder(install) !== undefined) {
          return refuse(
            'package-script',
            `${name} sets up hooks when it is installed, and .git is part of the build context`,
          );
        }
        break;
      case 'workspace':
        return refuse('package-script', `the install script of ${name} looks at the project`);
      case undefined:
        if (!isKnown(name, version, hasInstallScript)) unknown.add(name);
    }
  }
  return { files, folders: [], unknown: [...unknown] };
}

/** Compilers and downloads of binaries stay in the folder of their package. */
function isKnown(
  name: string,
  version: string | undefined,
  hasScript: boolean | undefined,
): boolean {
  if (staysInItsFolder(name)) return true;
  const { kind } = nodeNeed(name, version);
  return kind === 'compiler' || kind === 'prebuilt' || (kind === 'pure' && hasScript !== true);
}
