import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.js';
import { ancestry } from '../../dockerfile/stages.js';
import type { Layer } from '../image-contents.js';

/** Instructions that change files. One that changed none may have left no layer. */
const MAKES_LAYER: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

/**
 * The first lines of the instructions that made the layers of an image, by layer; undefined for a layer of the base.
 * @param own from which layer on they are the Dockerfile's own
 * @returns undefined where they can't be told apart, as where an engine makes one layer of all
 */
export function layerLines(
  layers: readonly Pick<Layer, 'createdBy'>[],
  own: number,
  dockerfile: Dockerfile,
  stage: Stage,
): readonly (number | undefined)[] | undefined {
  const instructions = ancestry(dockerfile, stage)
    .toReversed()
    .flatMap(({ instructions: all }) => all)
    .filter(({ keyword }) => MAKES_LAYER.has(keyword));
  const lines: (number | undefined)[] = layers.slice(0, own).map(() => undefined);
  let position = 0;
  for (const { createdBy } of layers.slice(own)) {
    const rest = instructions.slice(position);
    const exact = rest.findIndex((instruction) => isText(instruction, createdBy));
    const found = exact === -1 ? rest.findIndex((one) => isKeyword(one, createdBy)) : exact;
    const instruction = rest[found];
    if (instruction === undefined) return undefined;
    lines.push(instruction.shownLine);
    position += found + 1;
  }
  return lines;
}

function isKeyword({ keyword }: Instruction, createdBy: string): boolean {
  return createdBy.startsWith(`${keyword} `);
}

/** White space may be written otherwise in the image's history; variables are filled in there. */
function isText(instruction: Instruction, createdBy: string): boolean {
  const { keyword, arguments: cooked, execForm } = instruction;
  const text = keyword === 'RUN' ? (execForm?.join(' ') ?? cooked.text) : cooked.text;
  return plain(`${keyword} ${text}`) === plain(createdBy);
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
