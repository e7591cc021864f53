import { contextFileAt, localCopies, readLocalCopy } from '../../src/context/copied-files.js';
import { copiedScripts } from '../../src/context/copied-scripts.js';
import {
  binariesOf,
  readNodeProject,
  scriptsRunBy,
  type NodeProject,
} from '../../src/context/node-project.js';
import { aptInstall } from '../../src/dockerfile/apt.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import { parseShellText, type ShellCommand } from '../../src/dockerfile/shell.js';
import { lostPackages, packagesInSlim } from '../../src/knowledge/base-images.js';
import { nodeLibraries, nodeNeed, type NativeNeed } from '../../src/knowledge/native-packages.js';
import { oldestOf } from '../../src/knowledge/release-order.js';
import { appFolder, isWithin, NEUTRAL } from './commands.js';
import { finalBase, slimTag } from './slim-twin.js';
import { scanNodeSources, type NodeSources } from './node-sources.js';
import { classifyPackages } from './packages.js';
import { ownerOfFolder } from './roles.js';
import {
  placeOf,
  refuse,
  type BuildPlan,
  type CommandRole,
  type Doubt,
  type Ecosystem,
  type Refusal,
  type Role,
  type Site,
  type Split,
} from './site.js';

const MANAGERS: ReadonlySet<string> = new Set(['npm', 'yarn', 'yarnpkg', 'pnpm']);
const LAUNCHERS: ReadonlySet<string> = new Set(['node', 'npx', 'corepack', ...MANAGERS]);
const INSTALLS: ReadonlySet<string> = new Set([
  'ci',
  'i',
  'install',
  'add',
  'clean-install',
  'install-clean',
]);

/** Commands whose names are not those of their packages. */
const PACKAGE_OF: Readonly<Record<string, string>> = {
  babel: '@babel/cli',
  'babel-node': '@babel/node',
  lerna: 'lerna',
  nest: '@nestjs/cli',
  ng: '@angular/cli',
  sequelize: 'sequelize-cli',
  swc: '@swc/cli',
  tsc: 'typescript',
  'ts-node-dev': 'ts-node-dev',
  tsnd: 'ts-node-dev',
  'vue-cli-service': '@vue/cli-service',
};

/** Packages that keep a browser or another download outside of the program's folder. */
const HOME_DOWNLOADS: ReadonlySet<string> = new Set(
  'cypress electron playwright puppeteer'.split(' '),
);

/** Node: the build runs in the full image; the folder is copied without what only development needs. */
export const node: Ecosystem = {
  images: ['node'],
  copiesFolder: () => true,
  buildTools: /^$/,
  commandRole,
  copyRole,
  worth,
  plan,
  resolve,
};

function words(command: ShellCommand): {
  readonly name: string | undefined;
  readonly words: readonly string[];
} {
  const resolved = resolveCommand(command);
  return { name: resolved?.name, words: resolved?.arguments.map(({ value }) => value) ?? [] };
}

function commandRole(command: ShellCommand): CommandRole | undefined {
  const { name, words: rest } = words(command);
  const word = resolveCommand(command)?.word.value ?? '';
  if (name === undefined) return undefined;
  if (name === 'corepack') return 'tool';
  if (MANAGERS.has(name)) {
    if (rest[0] === 'cache') return 'neutral';
    const global = rest.some(
      (one) => one === '-g' || one === '--global' || one === '--location=global',
    );
    return global || rest[0] === 'global' ? 'tool' : 'build';
  }
  if (name === 'npx' || name === 'node' || name === 'tsc') return 'build';
  return /(?:^|\/)node_modules\/\.bin\//.test(word) ? 'build' : undefined;
}

function copyRole(instruction: Instruction, site: Site, lastBuild: Instruction): Role | Refusal {
  const folder = appFolder(site);
  const { destination } = readLocalCopy(instruction, site.states[instruction.index]) ?? {};
  if (instruction.index > lastBuild.index) return 'final';
  return folder !== undefined && isWithin(destination, folder) ? 'build' : 'both';
}

/** The commands of the builds that do more than install packages. */
function buildCommands(site: Site, builds: readonly Instruction[]): readonly ShellCommand[] {
  return builds.flatMap((instruction) => {
    const state = site.states[instruction.index];
    if (state === undefined) return [];
    return instructionCommands(instruction, state).commands.filter((command) => {
      const { name, words: rest } = words(command);
      if (name === 'npx' || name === 'node' || name === 'tsc') return true;
      if (name === undefined || !MANAGERS.has(name)) return false;
      if (commandRole(command) !== 'build') return false;
      return !(
        isInstall(command) ||
        ['config', 'set', 'prune', 'audit', 'rebuild', 'version'].includes(rest[0] ?? '')
      );
    });
  });
}

function isInstall(command: ShellCommand): boolean {
  const { name, words: rest } = words(command);
  if (name === undefined || !MANAGERS.has(name)) return false;
  const verb = rest.find((one) => !one.startsWith('-'));
  return verb === undefined ? name.startsWith('yarn') : INSTALLS.has(verb);
}

function worth(site: Site, builds: readonly Instruction[]): Refusal | undefined {
  const compiles = builds.some((instruction) => {
    const state = site.states[instruction.index];
    return (
      state !== undefined &&
      instructionCommands(instruction, state).commands.some(
        (command) =>
          classifyPackages((aptInstall(command)?.packages ?? []).map(({ value }) => value)).build
            .length > 0,
      )
    );
  });
  if (compiles || buildCommands(site, builds).length > 0) return undefined;
  return refuse(
    'nothing-built',
    'The file installs packages and builds nothing, so that a builder stage would leave nothing behind.',
  );
}

function findProject(
  site: Site,
): { readonly project: NodeProject; readonly folder: string } | Refusal {
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
    : { project, folder };
}

function plan(buildPlan: BuildPlan): Split | Refusal {
  const { site, builds, roles } = buildPlan;
  const found = findProject(site);
  if ('kind' in found) return found;
  const { project, folder } = found;
  for (const instruction of builds) {
    const workdir = site.states[instruction.index]?.workdir;
    const commands = instructionCommands(
      instruction,
      site.states[instruction.index] ?? {
        user: undefined,
        shell: undefined,
        workdir: undefined,
        environment: new Map(),
      },
    ).commands;
    const onlyApt = commands.every(
      (command) => aptInstall(command) !== undefined || commandRole(command) !== 'build',
    );
    if (!onlyApt && !isWithin(workdir, folder)) {
      return refuse(
        'outside-folder',
        `${placeOf(instruction)} builds outside of ${folder}, and what it leaves there would be lost.`,
        instruction,
      );
    }
  }
  const volume = site.stage.instructions.find(
    (one) =>
      one.keyword === 'VOLUME' &&
      (one.execForm ?? one.words.map(({ text }) => text)).some(
        (path) => isWithin(path, folder) || isWithin(folder, path),
      ),
  );
  if (volume !== undefined) {
    return refuse(
      'volume-in-folder',
      `${placeOf(volume)} keeps a part of ${folder} as a volume, whose contents COPY would treat in another way.`,
      volume,
    );
  }
  const outside = buildCommands(site, builds)
    .flatMap((command) => scriptCommands(command, project) ?? [command])
    .flatMap((command) => command.arguments)
    .find(
      ({ value }) =>
        /(?:^|=)\.\.\//.test(value) || (/(?:^|=)\//.test(value) && !value.includes(folder)),
    );
  if (outside !== undefined) {
    return refuse(
      'outside-folder',
      `The build uses ${outside.value}, outside of ${folder}, and what it may write there would be lost.`,
    );
  }
  const owner = ownerOfFolder(buildPlan, folder);
  if (typeof owner === 'object') return owner;

  const sources = scanNodeSources(site.context, project.folder);
  const slim = slimTag(site);
  const base = finalBase(site, slim);
  const prune = pruning(buildPlan, project, sources);
  const home = [...project.dependencies.keys()].find((name) => HOME_DOWNLOADS.has(name));
  if (home !== undefined) {
    return refuse(
      'outside-folder',
      `${home} keeps what it downloads in the home folder, outside of ${folder}, where it would be lost.`,
    );
  }
  if (slim === undefined && prune.line === undefined) {
    return refuse(
      'nothing-won',
      `${/slim|alpine/.test(site.tag ?? '') ? `${site.written} is a small base already` : `The base ${site.written} has no slim twin that is known`}, and ${prune.why}, so that the split would leave nothing behind.`,
    );
  }
  const slimBaseKnows =
    site.suite !== undefined && packagesInSlim('node', site.suite) !== undefined;
  if (
    slim !== undefined &&
    slimBaseKnows &&
    prune.line === undefined &&
    !mayCompile(buildPlan, project)
  ) {
    return refuse(
      'nothing-won',
      `No package is compiled, and all of them stay in the image (${prune.why}), so that a split would win no more than the slim base does; slim-base makes this image smaller.`,
    );
  }
  const needs = slim === undefined ? { packages: [], doubts: [] } : nativeNeeds(site, project);
  const doubts: Doubt[] = [...needs.doubts, ...prune.doubts];
  if (slim !== undefined && sources.programsUnknown.length > 0) {
    doubts.push({
      reason: 'program-unknown',
      message: `${sources.programsUnknown[0] ?? 'A source'} runs programs whose names are computed, and the slim image may lack them.`,
    });
  }
  const last = site.states[buildPlan.lastBuild.index]?.workdir;
  const replaced = site.stage.instructions.find(({ index }) => roles.get(index) === 'replaced');
  const workdirAtCopy = replaced === undefined ? last : site.states[replaced.index]?.workdir;
  return {
    kind: 'split',
    finalBase: base,
    artefacts: [{ from: folder, to: workdirAtCopy === folder ? './' : folder, owner }],
    linesBefore: new Map(),
    builderLines: prune.line === undefined ? [] : [`RUN ${prune.line}`],
    finalLines: [],
    packages: needs.packages,
    leftBehind: prune.line === undefined ? [] : [`${folder}/node_modules`],
    programs: slim === undefined ? [] : sources.programs,
    doubts,
    notes: [
      `The build stays in ${site.written}; ${folder} is copied from there into ${base}`,
      ...(prune.line !== undefined
        ? [`devDependencies are removed with “${prune.line}” before the copy`]
        : project.devDependencies.size === 0
          ? []
          : [`devDependencies are kept, because ${prune.why}`]),
    ],
  };
}

/** Whether the build may need more of the full image than Node itself: a compiler, or other programs. */
function mayCompile({ site, builds }: BuildPlan, project: NodeProject): boolean {
  const plain = builds.every((instruction) => {
    const state = site.states[instruction.index];
    return (
      state !== undefined &&
      instructionCommands(instruction, state).commands.every((command) => {
        const name = words(command).name ?? '';
        return LAUNCHERS.has(name) || NEUTRAL.has(name);
      })
    );
  });
  const needs =
    project.lockedPackages?.map(({ name, version }) => nodeNeed(name, version)) ??
    [...project.dependencies, ...project.devDependencies].map(declaredNeed);
  return (
    !plain ||
    project.versionControlDependencies.length > 0 ||
    needs.some((need) => need.kind === 'unknown' || isCompiled(need))
  );
}

function declaredNeed([name, range]: readonly [string, string]): NativeNeed {
  return nodeNeed(name, oldestOf(range));
}

/** Whether a package is compiled, or no source tells that its binary comes by npm. */
function isCompiled(need: NativeNeed): boolean {
  return need.kind === 'compiler' || (need.kind === 'prebuilt' && !need.certain);
}

interface Pruning {
  readonly line: string | undefined;
  readonly why: string;
  readonly doubts: readonly Doubt[];
}

/** How development packages are left behind, or why they stay. */
function pruning(buildPlan: BuildPlan, project: NodeProject, sources: NodeSources): Pruning {
  const { site, builds } = buildPlan;
  const keep = (why: string): Pruning => ({ line: undefined, why, doubts: [] });
  if (project.devDependencies.size === 0) return keep('package.json has no devDependencies');
  if (
    project.workspaces.length > 0 ||
    site.context.entry(
      `${project.folder === '' ? '' : `${project.folder}/`}pnpm-workspace.yaml`,
    ) !== undefined
  ) {
    return keep('the project has workspaces, whose packages link to each other');
  }
  const installs = builds.flatMap((instruction) => {
    const state = site.states[instruction.index];
    return state === undefined
      ? []
      : instructionCommands(instruction, state).commands.flatMap((command) =>
          isInstall(command) ? [{ command, state }] : [],
        );
  });
  const [install] = installs;
  if (install === undefined) return keep('no install of packages was found');
  if (
    installs.some(({ command, state }) => {
      const { words: rest } = words(command);
      return (
        (state.environment.get('NODE_ENV') === 'production' &&
          !rest.some((word) => /^--(?:include=dev|production=false|also=dev)$/.test(word))) ||
        rest.some((word) => /^--(?:omit=dev|production|prod|only=prod(?:uction)?)$/.test(word))
      );
    })
  ) {
    return keep('the install leaves them out already');
  }
  const needed = devPackageAtRunTime(buildPlan, project);
  if (needed !== undefined) return keep(`${needed} is one of them, and the image runs it`);
  const imported = [...project.devDependencies.keys()].find(
    (name) => sources.imports.has(name) && !project.dependencies.has(name),
  );
  if (imported !== undefined) return keep(`the sources name ${imported}, which is one of them`);
  if (
    site.context.entry(`${project.folder === '' ? '' : `${project.folder}/`}next.config.ts`) !==
    undefined
  ) {
    return keep('next.config.ts is compiled when the program starts');
  }
  if (sources.incomplete) return keep('there are too many sources to see what they import');
  const manager = words(install.command).name ?? 'npm';
  const unproven: readonly Doubt[] = [
    {
      reason: 'prune-unproven',
      message: `That ${manager} leaves out exactly the development packages was not tried with a build.`,
    },
  ];
  if (manager === 'pnpm') return { line: 'pnpm prune --prod', why: '', doubts: unproven };
  if (manager.startsWith('yarn')) {
    const berry =
      /^yarn@[2-9]/.test(project.packageManager ?? '') ||
      site.context.entry(`${project.folder === '' ? '' : `${project.folder}/`}.yarnrc.yml`) !==
        undefined;
    return berry
      ? keep('this version of yarn has no command that removes them')
      : {
          line: 'yarn install --production --ignore-scripts --prefer-offline',
          why: '',
          // Packages with native code were not among what a build proved.
          doubts: [...project.dependencies].every((one) => declaredNeed(one).kind === 'pure')
            ? []
            : unproven,
        };
  }
  // npm 7, which came with Node 15, renamed the option.
  const major = Number(/^\d+/.exec(site.tag ?? '')?.[0] ?? '99');
  return {
    line: major < 15 ? 'npm prune --production' : 'npm prune --omit=dev',
    why: '',
    doubts: [],
  };
}

/** A development package that CMD, ENTRYPOINT, HEALTHCHECK or a script of the image runs. */
function devPackageAtRunTime(buildPlan: BuildPlan, project: NodeProject): string | undefined {
  const { site, roles } = buildPlan;
  const own = site.stage.instructions.flatMap((instruction) => {
    const state = site.states[instruction.index];
    return state === undefined || roles.get(instruction.index) === 'build'
      ? []
      : instructionCommands(instruction, state).commands;
  });
  const scripts = (copiedScripts(site.stage, site.states, site.context) ?? []).filter(
    ({ instruction }) => roles.get(instruction.index) !== 'build',
  );
  const used = site.input.use.commands.flatMap(
    (text) => parseShellText(text, () => site.stage.from.range).commands,
  );
  const all = [...own, ...used, ...scripts.flatMap(({ commands }) => commands)].flatMap(
    (command) => [command, ...(scriptCommands(command, project) ?? [])],
  );
  const development = (name: string): string | undefined => {
    const dev = (project.lockedPackages ?? []).find(
      (one) => one.development === true && one.binaries?.includes(name) === true,
    )?.name;
    const mapped = Object.hasOwn(PACKAGE_OF, name) ? PACKAGE_OF[name] : name;
    const named =
      mapped !== undefined &&
      project.devDependencies.has(mapped) &&
      !project.dependencies.has(mapped)
        ? mapped
        : undefined;
    return dev ?? named;
  };
  for (const command of all) {
    const { name, words: rest } = words(command);
    const candidates = [
      name,
      // npx ts-node, node -r ts-node/register, node --import=tsx
      ...rest.map((word) => /^(?:--\w+=)?((?:@[\w.-]+\/)?[\w.-]+)/.exec(word)?.[1]),
    ];
    for (const candidate of candidates) {
      const dev = candidate === undefined ? undefined : development(candidate);
      if (dev !== undefined) return dev;
    }
  }
  return undefined;
}

function scriptCommands(
  command: ShellCommand,
  project: NodeProject,
): readonly ShellCommand[] | undefined {
  return scriptsRunBy(command, project)?.flatMap(
    (name) => binariesOf(project, name)?.commands ?? [],
  );
}

/** What packages with native code need of the slim image. */
function nativeNeeds(
  site: Site,
  project: NodeProject,
): { readonly packages: readonly string[]; readonly doubts: readonly Doubt[] } {
  const locked = project.lockedPackages;
  const production =
    locked === undefined
      ? [...project.dependencies].map(([name, range]) => ({
          name,
          version: oldestOf(range),
          hasInstallScript: undefined,
          optional: undefined,
        }))
      : locked.filter(({ development, optional }) => development !== true && optional !== true);
  const packages = new Set<string>();
  const doubts: Doubt[] = [];
  for (const { name, version, hasInstallScript } of production) {
    const need = nodeNeed(name, version);
    const libraries = !isCompiled(need)
      ? need.kind === 'prebuilt'
        ? need.packages
        : []
      : hasInstallScript === false
        ? []
        : nodeLibraries(name, site.suite);
    if (libraries === undefined) {
      doubts.push({
        reason: 'native-package',
        message: `${name} is built from source, and which shared libraries it then needs is not known.`,
      });
    } else if (libraries.length > 0) {
      const lost =
        site.suite === undefined ? undefined : lostPackages('node', site.suite, libraries);
      if (lost === undefined) {
        doubts.push({
          reason: 'native-package',
          message: `${name} needs ${libraries.join(', ')}, and it is not known whether the slim image of this release has that.`,
        });
      }
      for (const one of lost ?? []) packages.add(one);
    } else if (need.kind === 'unknown' && hasInstallScript === true) {
      doubts.push({
        reason: 'native-package',
        message: `${name} runs a script or a compiler when it is installed, and what it then needs of the system is not known.`,
      });
    } else if (
      need.kind === 'unknown' &&
      hasInstallScript === undefined &&
      project.dependencies.has(name)
    ) {
      doubts.push({
        reason: 'native-package',
        message: `The lock file does not say whether ${name} has native code.`,
      });
    }
  }
  return { packages: [...packages], doubts: doubts.slice(0, 1) };
}

function resolve(
  command: ShellCommand,
  buildPlan: BuildPlan,
): 'known' | 'unknown' | readonly ShellCommand[] {
  const found = findProject(buildPlan.site);
  const { name, words: rest } = words(command);
  if (name === undefined || 'kind' in found) return 'unknown';
  const { project } = found;
  const scripts = scriptCommands(command, project);
  if (scripts !== undefined) return scripts;
  if (LAUNCHERS.has(name)) {
    const program = name === 'npx' ? rest.find((word) => !word.startsWith('-')) : undefined;
    return program === undefined || isPackage(program, project) ? 'known' : 'unknown';
  }
  if (isPackage(name, project) || isGlobal(name, buildPlan)) return 'known';
  return 'unknown';
}

function isPackage(name: string, project: NodeProject): boolean {
  const mapped = (Object.hasOwn(PACKAGE_OF, name) ? PACKAGE_OF[name] : undefined) ?? name;
  return (
    project.dependencies.has(mapped) ||
    project.devDependencies.has(mapped) ||
    (project.lockedPackages ?? []).some(({ binaries }) => binaries?.includes(name) === true)
  );
}

/** Whether a package that the image installs globally has the command's name (`pm2-runtime` of pm2). */
function isGlobal(name: string, { site, roles }: BuildPlan): boolean {
  return site.stage.instructions.some((instruction) => {
    const state = site.states[instruction.index];
    if (
      instruction.keyword !== 'RUN' ||
      state === undefined ||
      roles.get(instruction.index) === 'build'
    )
      return false;
    return instructionCommands(instruction, state).commands.some((command) => {
      if (commandRole(command) !== 'tool') return false;
      return words(command).words.some((word) => {
        const installed = word.replace(/^(@?[^@]+)@.*$/, '$1').replace(/^@[^/]+\//, '');
        return name === installed || name.startsWith(`${installed}-`);
      });
    });
  });
}
