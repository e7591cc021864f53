import { listOf as joined } from '../../../src/transform/wording.js';
import type { Stage } from '../../../src/dockerfile/model.js';
import { placeAfterCopy, stageCopies } from '../copies.js';
import type { FinalStage } from '../final-stage.js';
import { isPlaced } from '../shell-less.js';
import { startOf, type Start } from '../start.js';
import { goPrograms } from './go.js';
import type { BuiltProgram, PlacedProgram } from './program.js';
import { rustPrograms } from './rust.js';

const READERS: readonly ((final: FinalStage, stage: Stage) => readonly BuiltProgram[])[] = [
  goPrograms,
  rustPrograms,
];

/** The programs that other stages build and the final stage copies. */
export function placedPrograms(final: FinalStage): readonly PlacedProgram[] {
  const copies = stageCopies(final);
  const builders = [...new Set(copies.map(({ from }) => from))];
  return builders.flatMap((builder) =>
    READERS.flatMap((read) => read(final, builder)).flatMap((program) => {
      const place = copies
        .filter(({ from }) => from === builder)
        .flatMap((copy) => placeAfterCopy(copy, program.path) ?? [])
        .at(-1);
      return place === undefined ? [] : [{ ...program, builder, place }];
    }),
  );
}

/** Bases that configure nothing which a program could use. */
const PLAIN_BASES: ReadonlySet<string> = new Set(['alpine', 'busybox', 'debian', 'ubuntu']);

/**
 * The programs, where the image starts one of them; none where it starts something else, or where its base is more than a plain
 * system.
 */
export function startedPrograms(final: FinalStage): readonly PlacedProgram[] {
  if (final.image === undefined || !PLAIN_BASES.has(final.image)) return [];
  const programs = placedPrograms(final);
  const start = startOf(final);
  const program = start.kind === 'program' ? start.words[0] : programOfLine(start);
  return program !== undefined && isPlaced(final, program, programs) ? programs : [];
}

/** The program that a line for a shell starts, if it is a plain one: enough to say why it stays. */
function programOfLine(start: Exclude<Start, { kind: 'program' }>): string | undefined {
  return start.kind === 'shell'
    ? /^(?:exec\s+)?([\w./-]+)/.exec(start.instruction.arguments.text)?.[1]
    : undefined;
}

/** `/app/clock is`, `/app/clock and /app/probe are`: for people. */
export function listOf(programs: readonly PlacedProgram[]): string {
  const places = [...new Set(programs.map(({ place }) => place))];
  return `${joined(places)} ${places.length < 2 ? 'is' : 'are'}`;
}
