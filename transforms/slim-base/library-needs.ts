import { placeOf } from '../../src/dockerfile/place.js';
import { lockInstall } from '../../src/context/python-lock-install.js';
import type { ResolvedCommand } from '../../src/dockerfile/commands.js';
import { resolveCommand } from '../../src/dockerfile/commands.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { type Need } from './need.js';
import { nodeInstall, nodeNeeds } from './node-needs.js';
import { compiledHere, type InstalledWhere } from './package-need.js';
import { composerNeeds } from './php-needs.js';
import { lockInstallNeeds } from './python-lock-needs.js';
import { pipInstall, pipNeeds } from './python-needs.js';
import { pipWheel } from './python-wheels.js';
import { bundleNeeds, isBundleInstall } from './ruby-needs.js';
import { buildsCrates, cargoNeeds } from './rust-needs.js';
import { unknown, type CommandSite } from './site.js';

/** What the packages that pip, npm and their like install need of the base (hazards B10 to B14). */
export function libraryNeeds(
  input: TransformInput,
  command: ShellCommand,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  const resolved = resolveCommand(command);
  if (resolved?.name === undefined) return [];
  const pip = pipInstall(resolved);
  if (pip !== undefined) return pipNeeds(input, pip, site, where);
  // Wheels that a stage makes are of use where they are copied to.
  const wheels = where === 'copied' ? pipWheel(resolved) : undefined;
  if (wheels !== undefined) return pipNeeds(input, wheels, site, where);
  const locked = lockInstall(resolved);
  if (locked !== undefined) return lockInstallNeeds(input, locked, site, where);
  const node = nodeInstall(resolved, isProduction(input, command, site));
  if (node !== undefined) return nodeNeeds(input, node, site, where);
  if (isBundleInstall(resolved)) return bundleNeeds(input, site, where);
  if (buildsCrates(resolved)) return cargoNeeds(input, resolved, site);
  const words = resolved.arguments.map(({ value }) => value);
  if (resolved.name === 'composer' && /^(?:install|update|require)$/.test(words[0] ?? '')) {
    return composerNeeds(input, words, site);
  }
  return otherNeeds(resolved, site);
}

/** `NODE_ENV=production` in front of the command, or in force. */
function isProduction(
  { states }: TransformInput,
  command: ShellCommand,
  site: CommandSite,
): boolean {
  const own = command.assignments.find(({ name }) => name === 'NODE_ENV')?.value?.value;
  return (own ?? states[site.instruction.index]?.environment.get('NODE_ENV')) === 'production';
}

/** Installers whose packages are not looked into. */
const OTHER_INSTALLERS: Readonly<Record<string, RegExp>> = {
  bundle: /^update$/,
  gem: /^install$/,
  poetry: /^(?:add|update)$/,
  pipenv: /^(?:install|update)$/,
  pdm: /^(?:add|update)$/,
  uv: /^(?:add|tool)$/,
  pipx: /^install$/,
  conda: /^(?:install|create|env)$/,
  mix: /^(?:deps\.get|deps\.compile|compile|release|local\.hex)$/,
  rebar3: /./,
  easy_install: /./,
  R: /./,
  Rscript: /./,
};

/** Installers of Perl's modules run make, and a compiler for parts in C; the slim image of Perl has make alone. */
const MAKING: ReadonlySet<string> = new Set(['carton', 'cpan', 'cpanm', 'cpm']);

function otherNeeds(resolved: ResolvedCommand, site: CommandSite): readonly Need[] {
  const name = resolved.name ?? '';
  const first = resolved.arguments.find(({ value }) => !value.startsWith('-'))?.value ?? '';
  if (MAKING.has(name) && first !== '') {
    return [
      compiledHere(first, `${placeOf(site.instruction)} runs ${name}, which runs make`, site),
    ];
  }
  if (/^perl[\d.]*$/.test(name) && /(?:^|\/)(?:Makefile|Build)\.PL$/.test(first)) {
    return [compiledHere(first, `${placeOf(site.instruction)} prepares a build by ${first}`, site)];
  }
  const isSetup = /^python[\d.]*$/.test(name) && first.endsWith('setup.py');
  const pattern = Object.hasOwn(OTHER_INSTALLERS, name) ? OTHER_INSTALLERS[name] : undefined;
  if (!isSetup && pattern?.test(first) !== true) return [];
  return [
    unknown(
      name,
      'package-unknown',
      `what ${name} installs in ${placeOf(site.instruction)}, and which libraries of the full image that needs, is not known`,
      site,
    ),
  ];
}
