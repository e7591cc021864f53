import { positionAt } from '../dockerfile/text.js';
import type {
  Evidence,
  EvidenceGroup,
  EvidenceItem,
  EvidencePlace,
} from '../transform/evidence.js';
import type { Finding } from '../transform/finding.js';
import { visible } from './file-report.js';
import type { Paint } from './paint.js';
import { wrap } from './wrap.js';

/** How evidence is shown to a person. */
export interface EvidenceReportOptions {
  /** The path of the Dockerfile as it is shown. */
  readonly path: string;
  /** Its text. */
  readonly text: string;
  /** What is to be said of how the file is built; undefined where nothing is. */
  readonly note: string | undefined;
  readonly paint: Paint;
  /** Columns that a line may take. */
  readonly width: number;
}

/** How many places of one thing are shown. */
const PLACES_SHOWN = 4;
/** The widest name that others are lined up with. */
const NAME_WIDTH = 24;

/** `dockopt explain <id> --file`: for each place what is decided, and all that was looked at, with where it was seen. */
export function formatEvidence(
  evidence: readonly Evidence[],
  options: EvidenceReportOptions,
): string {
  const { path, note, paint, width } = options;
  const blocks = evidence.map((one) => formatOne(one, options));
  if (blocks.length === 0) blocks.push(`${paint.bold(visible(path))}  nothing to look at\n`);
  if (note !== undefined) blocks.push(`${wrap(visible(`Note: ${note}`), width)}\n`);
  return blocks.join('\n');
}

function formatOne(
  { subject, range, facts, finding, groups }: Evidence,
  options: EvidenceReportOptions,
): string {
  const { paint, path, text, width } = options;
  const { line } = positionAt(text, range.start);
  const names = facts.map(([name]) => name.length);
  const column = Math.max(...names, 0) + 2;
  const known = facts.map(([name, value]) =>
    hanging(paint.dim(name.padEnd(column)), visible(value), column + 2, width),
  );
  const parts = [
    `${paint.bold(`${visible(path)}:${line}`)}  ${visible(subject)}`,
    [
      `  ${verdict(finding, paint)}`,
      ...(finding === undefined ? [] : [wrap(visible(finding.message), width, '  ')]),
    ].join('\n'),
    ...(known.length === 0 ? [] : [known.join('\n')]),
    ...groups.map((group) => formatGroup(group, options)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function verdict(finding: Finding | undefined, paint: Paint): string {
  if (finding === undefined) return paint.dim('nothing to change');
  if (finding.kind === 'refusal') {
    const kind = finding.applicability === 'manual' ? 'left to a person' : 'left alone';
    return paint.yellow(`${kind}: ${finding.reason}`);
  }
  return finding.applicability === 'safe'
    ? paint.green('changed by dockopt fix: safe')
    : paint.yellow(`changed by dockopt fix --unsafe alone: ${finding.reason ?? ''}`);
}

function formatGroup(group: EvidenceGroup, options: EvidenceReportOptions): string {
  const rows = group.brief
    ? briefRows(group.items, options)
    : group.items.map((item) => ({
        name: item.what,
        lines: [
          shownPlaces(item.places, options.path),
          ...(item.note === undefined ? [] : [item.note]),
        ],
      }));
  const longest = Math.max(...rows.map(({ name }) => visible(name).length));
  const column = Math.min(longest, NAME_WIDTH) + 2;
  const lines = rows.map(({ name, lines: texts }) => {
    const [first = '', ...more] = texts;
    const shown = visible(name);
    const head =
      shown.length + 2 > column
        ? `    ${options.paint.cyan(shown)}\n${wrap(visible(first), options.width, ' '.repeat(column + 4))}`
        : hanging(
            options.paint.cyan(shown) + ' '.repeat(column - shown.length),
            visible(first),
            column + 4,
            options.width,
          );
    return [
      head,
      ...more.map((text) => wrap(visible(text), options.width, ' '.repeat(column + 4))),
    ].join('\n');
  });
  return `  ${options.paint.bold(group.heading)}\n${lines.join('\n')}`;
}

/** A row for each file that names things of the group. */
function briefRows(
  items: readonly EvidenceItem[],
  { path }: EvidenceReportOptions,
): readonly { readonly name: string; readonly lines: readonly string[] }[] {
  const byFile = new Map<string, readonly string[]>();
  for (const { what, places } of items) {
    const file = places[0]?.path ?? path;
    byFile.set(file, [...(byFile.get(file) ?? []), what]);
  }
  return [...byFile].map(([name, names]) => ({ name, lines: [names.join(', ')] }));
}

function shownPlaces(places: readonly EvidencePlace[], dockerfile: string): string {
  const shown = places
    .slice(0, PLACES_SHOWN)
    .map(({ path = dockerfile, line }) => (line === undefined ? path : `${path}:${line}`));
  const more = places.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A painted head of `indent` columns in all, and a text that hangs behind it. */
function hanging(head: string, text: string, indent: number, width: number): string {
  const lines = wrap(text, width, ' '.repeat(indent)).trimStart();
  return `${' '.repeat(indent - plainLength(head))}${head}${lines}`;
}

/** The length of a text without the codes that paint it. */
function plainLength(text: string): number {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001B\[[\d;]*m/g, '').length;
}
