import { placeOf } from '../../../../src/dockerfile/place.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { refuse, type Refusal, type Site } from '../../site.js';
import {
  bundleSettings,
  installsBundle,
  installsGems,
  rubyCommands,
  servesInstallAlone,
  type BundleSetting,
} from './commands.js';

/** The RUNs of the stage. */
export function runs(site: Site): readonly Instruction[] {
  return site.stage.instructions.filter(({ keyword }) => keyword === 'RUN');
}

/** The settings of bundler that a file makes, by its commands. */
export function settingsOf(
  site: Site,
): readonly (BundleSetting & { readonly instruction: Instruction })[] {
  return runs(site).flatMap((instruction) =>
    rubyCommands(instruction, site)
      .flatMap(bundleSettings)
      .map((setting) => ({ ...setting, instruction })),
  );
}

/** The environment at the last install. */
export function environmentOf(site: Site): ReadonlyMap<string, string | undefined> {
  const last = runs(site).findLast((run) =>
    rubyCommands(run, site).some((command) => installsBundle(command) || installsGems(command)),
  );
  return (last === undefined ? undefined : site.states[last.index]?.environment) ?? new Map();
}

/** Whether bundler was told to take no gems that are compiled already. */
export function isForced(site: Site): boolean {
  return (
    environmentOf(site).has('BUNDLE_FORCE_RUBY_PLATFORM') ||
    settingsOf(site).some(({ name }) => /^force[_-]ruby[_-]platform$/.test(name))
  );
}

/**
 * Commands of `bundle config` that the final stage has to repeat: where they do not say `--local`, it depends on the release of bundler
 * whether the setting is kept in the home folder.
 */
export function replayedSettings(
  site: Site,
  builds: readonly Instruction[],
): { readonly lines: readonly string[] } | Refusal {
  const lines: string[] = [];
  const last = builds.at(-1);
  for (const setting of settingsOf(site)) {
    const { elsewhere, instruction } = setting;
    if (elsewhere === undefined || servesInstallAlone(setting) || !builds.includes(instruction))
      continue;
    const { start, end } = elsewhere.range;
    const text = site.dockerfile.text.slice(start, end);
    const user = site.states[instruction.index]?.user;
    if (/[$\n]/.test(text) || (last !== undefined && site.states[last.index]?.user !== user)) {
      return refuse(
        'fixed-path',
        `${placeOf(instruction)} keeps settings of bundler that the final stage can't be given; use “bundle config set --local”.`,
        instruction,
      );
    }
    lines.push(`RUN ${text}`);
  }
  return { lines: [...new Set(lines)] };
}
