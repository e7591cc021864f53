import type { Dockerfile, Stage } from '../../dockerfile/model.js';
import { ancestry } from '../../dockerfile/stages.js';
import { readAssignments } from '../../dockerfile/variables.js';
import type { Removal } from '../../transform/removal.js';
import { configurationChanges } from '../configuration-changes.js';
import type { ConfigurationChange, ConfigurationSetting } from '../image-comparison.js';
import type { ImageConfiguration } from '../image-contents.js';

/** What decides whether a setting may differ. */
export interface ConfigurationFacts {
  readonly original: ImageConfiguration;
  readonly rewritten: ImageConfiguration;
  /** Of all fixes that were applied. */
  readonly removals: readonly Removal[];
  /** The Dockerfile before all edits, and the stage that was built of it. */
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  /** The variables of the original's base as `NAME=value`; undefined where they are not known. */
  readonly baseEnvironment: readonly string[] | undefined;
}

/** Labels of dockopt's own. */
const OWN_LABEL = /^dev\.dockopt\./;

/** Settings of which a new value changes nothing that was there. */
const MAY_BE_GAINED: ReadonlySet<ConfigurationSetting> = new Set(['ENV', 'LABEL']);

/**
 * The settings of an image that differ although no fix says so. A value that the Dockerfile itself sets may never differ; of
 * its PATH the folders of the base may be others, where a fix says so.
 */
export function configurationFailures(facts: ConfigurationFacts): readonly ConfigurationChange[] {
  const { original, rewritten, removals, dockerfile, stage } = facts;
  const listed = new Set(
    removals
      .flatMap((removal) => (removal.kind === 'settings' ? removal.settings : []))
      .map(({ setting, name }) => keyOf(setting, name)),
  );
  const own = new Set(ownSettings(dockerfile, stage));
  return configurationChanges(original, rewritten).filter((change) => {
    const { setting, name, before } = change;
    const key = keyOf(setting, name);
    if (setting === 'LABEL' && OWN_LABEL.test(name)) return false;
    if (before === undefined && MAY_BE_GAINED.has(setting)) return false;
    if (!listed.has(key)) return true;
    if (!own.has(key)) return false;
    return key !== PATH || !keepsFolders(change, facts.baseEnvironment ?? []);
  });
}

const PATH = keyOf('ENV', 'PATH');

/** A port without a protocol is one of TCP. */
function keyOf(setting: string, name: string): string {
  return setting === 'EXPOSE' && !name.includes('/') ? `EXPOSE ${name}/tcp` : `${setting} ${name}`;
}

/** Whether all folders of a PATH that are not the base's are still there, in the same order. */
function keepsFolders(
  { before, after }: ConfigurationChange,
  baseEnvironment: readonly string[],
): boolean {
  const base = baseEnvironment.find((variable) => variable.startsWith('PATH='));
  const ofBase = new Set(base?.slice('PATH='.length).split(':'));
  const folders = (before ?? '').split(':').filter((folder) => !ofBase.has(folder));
  const left = (after ?? '').split(':');
  for (const folder of folders) {
    const found = left.indexOf(folder);
    if (found === -1) return false;
    left.splice(0, found + 1);
  }
  return true;
}

/** Everything that the Dockerfile sets for a stage, itself or in a stage that it is FROM. */
function ownSettings(dockerfile: Dockerfile, stage: Stage): readonly string[] {
  return ancestry(dockerfile, stage)
    .flatMap(({ instructions }) => instructions)
    .flatMap((instruction) => {
      const { keyword, words } = instruction;
      switch (keyword) {
        case 'ENV':
        case 'LABEL':
          return readAssignments(instruction, dockerfile.escape).map(({ name }) =>
            keyOf(keyword, name),
          );
        case 'EXPOSE':
        case 'VOLUME':
          return words.map(({ text }) => keyOf(keyword, text));
        default:
          return [keyOf(keyword, '')];
      }
    });
}
