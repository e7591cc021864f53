import { localSources } from '../context/local-sources.js';
import { cleanPath, hasWildcard } from '../context/path-pattern.js';
import type { Dockerfile, Instruction } from '../dockerfile/model.js';
import { findStage } from '../dockerfile/stages.js';
import { joinPath, type InstructionState, knownValues } from '../dockerfile/state.js';
import { expandVariables } from '../dockerfile/variables.js';

/** A place that can't be told: anywhere. */
const ANYWHERE = '/**';

/**
 * Where in an image the files lie that patterns of a `.dockerignore` would keep out, as patterns of a removal: below what is
 * copied from the context, and below what stages take from such places.
 */
export function imagePlaces(
  dockerfile: Dockerfile,
  states: readonly InstructionState[],
  patterns: readonly string[],
): readonly string[] {
  const sources = new Map<Instruction, string[]>();
  for (const { instruction, path } of localSources(dockerfile)) {
    sources.set(instruction, [...(sources.get(instruction) ?? []), path]);
  }
  const byStage: (readonly string[])[] = [];
  for (const stage of dockerfile.stages) {
    const places = [...(stage.base.kind === 'stage' ? (byStage[stage.base.index] ?? []) : [])];
    for (const instruction of stage.instructions) {
      if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') continue;
      const target = destinationOf(instruction, states[instruction.index]);
      const from = instruction.flags.find(({ name }) => name === 'from')?.value;
      if (from === undefined) {
        const copied = sources.get(instruction) ?? [];
        places.push(
          ...copied.flatMap((source) => patterns.flatMap((one) => placeOf(one, source, target))),
        );
        continue;
      }
      const origin = byStage[findStage(dockerfile, from)?.index ?? -1] ?? [];
      places.push(
        ...wordsOf(instruction)
          .slice(0, -1)
          .flatMap((source) => origin.flatMap((place) => movedTo(place, source, target))),
      );
    }
    byStage.push([...new Set(places)]);
  }
  return [...new Set(byStage.flat())];
}

function wordsOf(instruction: Instruction): readonly string[] {
  return instruction.execForm ?? instruction.words.map(({ text }) => text);
}

function destinationOf(instruction: Instruction, state: InstructionState | undefined): string {
  const known = knownValues(state?.environment);
  const target = expandVariables(wordsOf(instruction).at(-1) ?? '', known);
  const path = target === undefined ? undefined : joinPath(state?.workdir, target);
  return path === undefined || path.includes('$') ? ANYWHERE : path;
}

/** Where what a pattern takes of one source lies below the folder that the source is copied to. */
function placeOf(pattern: string, source: string, target: string): readonly string[] {
  if (pattern.startsWith('**/')) return [`${target}/${pattern}`];
  const name = pattern.slice(pattern.lastIndexOf('/') + 1);
  if (hasWildcard(source) || source.includes('$')) return [`${target}/**/${name}`];
  if (source === '') return [`${target}/${pattern}`];
  return pattern.startsWith(`${source}/`) ? [`${target}/${pattern.slice(source.length + 1)}`] : [];
}

/** Where a place of another stage lies once a source of that stage is copied. */
function movedTo(place: string, source: string, target: string): readonly string[] {
  const folder = cleanPath(`/${source}`);
  const below = folder === '/' ? '/' : `${folder}/`;
  if (place.startsWith(below)) return [`${target}/${place.slice(below.length)}`];
  const wide = place.indexOf('/**/');
  const isAbove = wide !== -1 && below.startsWith(`${place.slice(0, wide)}/`);
  return isAbove || hasWildcard(source) || source.includes('$')
    ? [`${target}${wide === -1 ? place.slice(place.lastIndexOf('/')) : place.slice(wide)}`]
    : [];
}
