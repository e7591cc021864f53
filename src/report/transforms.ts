import { APPLICABILITY_DEFINITIONS, type Applicability } from '../transform/applicability.js';
import type { Transform } from '../transform/transform.js';
import type { Paint } from './paint.js';
import { wrap } from './wrap.js';

/** How transforms are shown to a person. */
export interface TransformReportOptions {
  readonly paint: Paint;
  /** Columns that a line may take. */
  readonly width: number;
}

/** `dockopt list`: a table with a row a transform, in the order of running. */
export function formatTransforms(
  transforms: readonly Transform[],
  { paint, width }: TransformReportOptions,
): string {
  const idWidth = Math.max(...transforms.map(({ id }) => id.length), 2) + 2;
  const kinds = transforms.map(({ applicabilities }) => applicabilities.join(', '));
  const kindWidth = Math.max(...kinds.map((kind) => kind.length), 'applicability'.length) + 2;
  const indent = ' '.repeat(idWidth + kindWidth);
  const heading = `${'id'.padEnd(idWidth)}${'applicability'.padEnd(kindWidth)}what`;
  const rows = transforms.map(({ id, summary }, index) => {
    const what = wrap(summary, width, indent).trimStart();
    return `${paint.bold(id.padEnd(idWidth))}${(kinds[index] ?? '').padEnd(kindWidth)}${what}`;
  });
  return `${[paint.dim(heading), ...rows].join('\n')}\n`;
}

/** `dockopt explain`: what a transform does, how far its fixes can be trusted, for which reasons it refuses. */
export function formatExplanation(
  transform: Transform,
  { paint, width }: TransformReportOptions,
): string {
  const definitions = transform.applicabilities.map((applicability: Applicability) =>
    formatTerm(applicability, APPLICABILITY_DEFINITIONS[applicability]),
  );
  const reasons = transform.reasons.map(({ id, meaning }) => formatTerm(id, meaning));
  return [
    `${paint.bold(transform.id)}  ${transform.summary}\n`,
    `${wrap(transform.description, width)}\n`,
    `${paint.bold('How far its fixes can be trusted')}\n${definitions.join('')}`,
    `${paint.bold('Reasons for which it refuses, or calls a fix unsafe')}\n${reasons.join('')}`,
  ].join('\n');

  function formatTerm(term: string, meaning: string): string {
    return `  ${paint.cyan(term)}\n${wrap(meaning, width, '    ')}\n`;
  }
}
