import { officialImage, parseImageReference } from '../dockerfile/image-reference.js';
import { configOf, type BaseConfig } from '../knowledge/base-config.js';
import type { InheritedSetting, Removal } from './removal.js';

/**
 * What goes when one base gives way to another: nothing where both are the same.
 * @param before the reference as written, as is `after`
 * @param further settings that differ although no table says so
 */
export function baseSwap(
  before: string,
  after: string,
  further: readonly InheritedSetting[] = [],
): readonly Removal[] {
  const settings = [
    ...(before === after ? [] : lostSettings(configOfImage(before), configOfImage(after))),
    ...further,
  ];
  return [
    ...(before === after ? [] : [{ kind: 'base' as const, before, after }]),
    ...(settings.length === 0 ? [] : [{ kind: 'settings' as const, settings }]),
  ];
}

function configOfImage(text: string): BaseConfig | undefined {
  const reference = parseImageReference(text);
  const image = officialImage(reference);
  return image === undefined ? undefined : configOf(image, reference.tag);
}

/** What an image configures that another does not, or not so. None where one of them is not known. */
function lostSettings(
  before: BaseConfig | undefined,
  after: BaseConfig | undefined,
): readonly InheritedSetting[] {
  if (before === undefined || after === undefined) return [];
  const unlike = (first: unknown, second: unknown): boolean =>
    first !== undefined && JSON.stringify(first) !== JSON.stringify(second);
  const values = new Map(after.environment.map(({ name, value }) => [name, value]));
  return [
    ...before.environment
      .filter(({ name, value }) => !values.has(name) || values.get(name) !== value)
      .map(({ name }) => ({ setting: 'ENV' as const, name })),
    ...(unlike(before.workdir, after.workdir) ? [{ setting: 'WORKDIR' as const, name: '' }] : []),
    ...(unlike(before.user, after.user) ? [{ setting: 'USER' as const, name: '' }] : []),
    ...(unlike(before.entrypoint, after.entrypoint)
      ? [{ setting: 'ENTRYPOINT' as const, name: '' }]
      : []),
    ...(unlike(before.command, after.command) ? [{ setting: 'CMD' as const, name: '' }] : []),
    ...(unlike(before.stopSignal, after.stopSignal)
      ? [{ setting: 'STOPSIGNAL' as const, name: '' }]
      : []),
    ...before.exposed
      .filter((port) => !after.exposed.includes(port))
      .map((port) => ({ setting: 'EXPOSE' as const, name: port })),
  ];
}
