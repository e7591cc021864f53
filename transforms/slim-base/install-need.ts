import { aptInstall } from '../../src/dockerfile/apt.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { lostPackages, packagesInSlim } from '../../src/knowledge/base-images.js';
import type { Need } from './need.js';
import { met, type CommandSite } from './site.js';

/** Of these packages, those that neither the stage installs itself nor the slim image has. */
export function installNeed(
  what: string,
  packages: readonly string[],
  site: CommandSite,
): readonly Need[] {
  const slim = packagesInSlim(site.family, site.suite, site.release);
  const missing = packages.filter((name) => !site.installed.has(name) && slim?.has(name) !== true);
  if (packages.length === 0) return [met(what, 'itself', site)];
  return missing.length === 0
    ? [met(what, packages.some((name) => site.installed.has(name)) ? 'stage' : 'slim', site)]
    : [{ kind: 'install', what, packages: missing, instruction: site.instruction }];
}

/** Tools that Debian installs with their certificates (and git with ssh) unless recommended packages are left out. */
const RECOMMENDED: Readonly<Record<string, readonly string[]>> = {
  curl: ['ca-certificates'],
  git: ['ca-certificates', 'openssh-client'],
  wget: ['ca-certificates'],
};

/** The packages that an apt install brings by name, or by a recommendation that this table knows. */
export function installedBy(command: ShellCommand): readonly string[] {
  const install = aptInstall(command);
  if (install === undefined) return [];
  const names = install.packages.map(({ value }) => value.replace(/[=/:].*$/, ''));
  const alone = install.options.some(
    ({ value }) => value === '--no-install-recommends' || /Install-Recommends/i.test(value),
  );
  return alone
    ? names
    : names.flatMap((name) => [
        name,
        ...(Object.hasOwn(RECOMMENDED, name) ? (RECOMMENDED[name] ?? []) : []),
      ]);
}

/** What the full image alone has of these libraries. */
export function lostNeed(
  what: string,
  libraries: readonly string[],
  site: CommandSite,
): readonly Need[] {
  return installNeed(
    what,
    lostPackages(site.family, site.suite, libraries, site.release) ?? [],
    site,
  );
}
