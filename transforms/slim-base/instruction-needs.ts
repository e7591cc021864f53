import { placeOf } from '../../src/dockerfile/place.js';
import type { BuildContext } from '../../src/context/build-context.js';
import { localSources } from '../../src/context/local-sources.js';
import { runScript } from '../../src/dockerfile/commands.js';
import { officialImage } from '../../src/dockerfile/image-reference.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import { ancestry, findStage } from '../../src/dockerfile/stages.js';
import { packagesOnlyInFull } from '../../src/knowledge/base-images.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { installNeed } from './install-need.js';
import { libraryNeeds } from './library-needs.js';
import { type Need } from './need.js';
import type { CommandSite } from './site.js';

/** What files of the context need that are copied into the image. */
export type CopiedNeeds = (
  context: BuildContext,
  paths: readonly string[],
  site: CommandSite,
) => readonly Need[];

/** What instructions other than commands take from the base. */
export function instructionNeeds(
  input: TransformInput,
  instruction: Instruction,
  site: CommandSite,
  copied: CopiedNeeds,
): readonly Need[] {
  switch (instruction.keyword) {
    case 'ONBUILD':
      return [
        {
          kind: 'unknown',
          what: 'ONBUILD',
          reason: 'onbuild',
          message: `${placeOf(instruction)} runs in images that are built on this one`,
          instruction,
        },
      ];
    case 'COPY':
    case 'ADD':
      return copyNeeds(input, instruction, site, copied);
    case 'ENV':
      return [...timeZoneNeeds(instruction, site), ...certificateNeeds(instruction, site)];
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return certificateNeeds(instruction, site);
    default:
      return [];
  }
}

/** `TZ` needs the zone files; not every slim image has them (hazards B16). */
function timeZoneNeeds(instruction: Instruction, site: CommandSite): readonly Need[] {
  const setsZone = /(?:^|\s)TZ[=\s]/.test(instruction.arguments.text);
  return setsZone ? installNeed('TZ', ['tzdata'], site) : [];
}

/** The system's certificates: node-slim has none, and a program that is told to use them trusts nobody there (hazards B15). */
const SYSTEM_CERTIFICATES = /\/etc\/ssl\/certs\b|--use-(?:openssl|system)-ca\b/;

function certificateNeeds(
  { arguments: { text } }: Instruction,
  site: CommandSite,
): readonly Need[] {
  const lost =
    packagesOnlyInFull(site.family, site.suite, site.release)?.has('ca-certificates') === true;
  return lost && SYSTEM_CERTIFICATES.test(text)
    ? installNeed("the system's certificates", ['ca-certificates'], site)
    : [];
}

/** Images whose files are static programs, or no programs at all. */
const STATIC_IMAGES =
  /(?:^|\/)(?:astral-sh\/uv|oven\/bun|hadolint\/hadolint|tianon\/gosu|krallin\/tini|composer|busybox)$/;

function copyNeeds(
  input: TransformInput,
  instruction: Instruction,
  site: CommandSite,
  copiedNeeds: CopiedNeeds,
): readonly Need[] {
  const { dockerfile } = input;
  const from = instruction.flags.find(({ name }) => name === 'from')?.value;
  if (from === undefined) {
    const sources = localSources(dockerfile).filter((source) => source.instruction === instruction);
    if (sources.length === 0) return [];
    if (input.context !== undefined) {
      return copiedNeeds(
        input.context,
        sources.map(({ path }) => path),
        site,
      );
    }
    return [
      {
        kind: 'unknown',
        what: 'copied files',
        reason: 'context-absent',
        message: `what ${placeOf(instruction)} brings into the image, and what that needs, can't be seen without the build context`,
        instruction,
      },
    ];
  }
  const source = findStage(dockerfile, from);
  if (source === undefined) {
    return STATIC_IMAGES.test(from.replace(/[:@].*$/, '')) ? [] : [copied(instruction, from)];
  }
  const root = ancestry(dockerfile, source).at(-1);
  const base = root?.base;
  const sameImage =
    base?.kind === 'image' && !base.hasVariables && officialImage(base.reference) === site.family;
  if (!sameImage) return [copied(instruction, `stage ${from}`)];
  return ancestry(dockerfile, source)
    .flatMap(({ instructions }) => instructions)
    .flatMap((other) => runScript(other)?.commands.map((command) => ({ other, command })) ?? [])
    .flatMap(({ other, command }) =>
      libraryNeeds(input, command, { ...site, instruction: other }, 'copied').map((need) => ({
        ...need,
        instruction,
      })),
    );
}

function copied(instruction: Instruction, origin: string): Need {
  return {
    kind: 'unknown',
    what: `files of ${origin}`,
    reason: 'copied-program',
    message: `${placeOf(instruction)} brings files of ${origin}, and which libraries they need can't be seen`,
    instruction,
  };
}
