import { readLocalCopy } from '../../../../src/context/copied-files.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { appFolder, isWithin } from '../../folders.js';
import { classifyPackages } from '../../packages.js';
import {
  refuse,
  type BuildPlan,
  type Ecosystem,
  type Refusal,
  type Role,
  type Site,
} from '../../site.js';
import { aptPackages } from '../../stage-commands.js';
import { broughtLater } from '../common/copies.js';
import { rubyCommand, rubyRole } from './commands.js';
import { copiesFolder } from './folders.js';
import { gemNeeds, installedGems } from './gems.js';
import { plan } from './plan.js';
import { isForced } from './settings.js';

/** Files that bundler and the managers of scripts read, and that nothing else of a build does. */
const MANIFEST =
  /(?:^|\/)(?:Gemfile(?:\.lock|\*)?|gems\.(?:rb|locked)|\.ruby-version|\.tool-versions|[\w.-]+\.gemspec|package(?:-lock)?\.json|yarn\.lock)$/;

/** Commands whose names are not those of their gems. */
const GEM_OF: Readonly<Record<string, readonly string[]>> = {
  pumactl: ['puma'],
  rackup: ['rackup', 'rack'],
  rails: ['railties'],
  rspec: ['rspec-core'],
  thrust: ['thruster'],
  unicorn_rails: ['unicorn'],
};

/** Ruby: gems are installed in the full image, and the folder of gems is copied at the same path. */
export const ruby: Ecosystem = {
  images: ['ruby'],
  copiesFolder,
  buildTools: /^$/,
  commandRole: rubyRole,
  copyRole,
  worth,
  plan,
  resolve,
};

function copyRole(instruction: Instruction, site: Site, lastBuild: Instruction): Role {
  if (instruction.index > lastBuild.index) return 'final';
  const copy = readLocalCopy(instruction, site.states[instruction.index]);
  if (copy === undefined) return 'both';
  if (copiesFolder(site)) {
    const folder = appFolder(site);
    return folder !== undefined && isWithin(copy.destination, folder) ? 'build' : 'both';
  }
  return copy.sources.every((source) => MANIFEST.test(source)) &&
    broughtLater(copy, site, lastBuild)
    ? 'build'
    : 'both';
}

function worth(site: Site, builds: readonly Instruction[]): Refusal | undefined {
  if (classifyPackages(aptPackages(site, builds)).build.length > 0) return undefined;
  const installed = installedGems(site, builds);
  if ('kind' in installed) return installed;
  const canCompile = !/slim|alpine/.test(site.tag ?? '');
  const compiled =
    !canCompile || site.suite === undefined
      ? []
      : gemNeeds(site, installed, site.suite, isForced(site), true).compiled;
  return compiled.length > 0
    ? undefined
    : refuse(
        'nothing-built',
        'No gem has to be compiled and no build tool is installed, so that a builder stage would leave nothing behind; slim-base makes this image smaller.',
      );
}

function resolve(
  command: ShellCommand,
  { site, builds }: BuildPlan,
): 'known' | 'unknown' | readonly ShellCommand[] {
  const read = rubyCommand(command);
  if (read?.name === undefined) return 'unknown';
  const { name } = read;
  if (/^(?:bundle|gem|ruby|irb|rake)$/.test(name)) return 'known';
  const installed = installedGems(site, builds);
  if (!('kind' in installed)) {
    const gems = new Set([
      ...installed.named,
      ...installed.bundles.flatMap(({ lock }) => lock.gems.map((gem) => gem.name)),
    ]);
    const named = Object.hasOwn(GEM_OF, name) ? (GEM_OF[name] ?? []) : [name];
    if (named.some((gem) => gems.has(gem))) return 'known';
  }
  return read.bundled ? [read.command] : 'unknown';
}
