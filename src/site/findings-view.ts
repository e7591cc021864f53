import { describeEstimate } from '../report/estimate.js';
import { counted, visible } from '../report/file-report.js';
import { totalEstimate } from '../transform/estimate.js';
import type { AnalysedFinding } from './analysis.js';
import { button, element, type Content } from './dom.js';
import { DOCKERFILE, DOCKERIGNORE } from './input.js';

/** What a person can do with findings. */
export interface FindingActions {
  readonly toggle: (finding: AnalysedFinding, isOn: boolean) => void;
  readonly goTo: (path: string, line: number) => void;
  /** Whether the file of a path is there, so that its lines can be gone to. */
  readonly has: (path: string) => boolean;
}

/** The changes, each with a switch: what is applied and what was switched off, in the order of their places. */
export function changeList(
  findings: readonly AnalysedFinding[],
  actions: FindingActions,
): readonly HTMLElement[] {
  const changes = findings.filter(({ state }) => state === 'applied' || state === 'off');
  return [...groupBy(changes, ({ id, message }) => id ?? message).values()].map((group) =>
    change(group, actions),
  );
}

function change(group: readonly AnalysedFinding[], actions: FindingActions): HTMLElement {
  const [first] = group;
  if (first === undefined) throw new Error('a group has something in it');
  const isOn = first.state === 'applied';
  const name = `${first.transform}, ${linesOf(group)}`;
  const toggle = element('input', {
    type: 'checkbox',
    role: 'switch',
    'aria-label': name,
    'data-key': `switch ${first.id ?? ''}`,
  });
  toggle.checked = isOn;
  toggle.addEventListener('change', () => {
    actions.toggle(first, toggle.checked);
  });
  return element(
    'li',
    { class: isOn ? 'finding' : 'finding is-off' },
    element(
      'div',
      { class: 'title' },
      element(
        'label',
        { class: 'switch' },
        toggle,
        element('span', { class: 'name' }, first.transform),
      ),
      badge(first.applicability),
      places(group, actions),
      isOn
        ? element('span', { class: 'saved' }, savedBy(group))
        : element('span', { class: 'badge' }, 'off'),
    ),
    messages(group),
    details('Where the estimate comes from', isOn ? sourcesOf(group) : undefined, first),
    details(`Why it is ${first.applicability ?? ''} (${first.reason ?? ''})`, first.advice, first),
  );
}

/** What is not applied: grouped by transform and reason, so that one that comes again and again takes a few lines. */
export function groupList(
  findings: readonly AnalysedFinding[],
  actions: FindingActions,
): readonly HTMLElement[] {
  const groups = groupBy(findings, ({ transform, applicability, reason }) =>
    [transform, applicability, reason].join(' '),
  );
  return [...groups.values()].map((group) => {
    const [first] = group;
    return element(
      'li',
      { class: 'finding' },
      element(
        'div',
        { class: 'title' },
        element('span', { class: 'name' }, first?.transform),
        badge(first?.applicability),
        element('code', { class: 'reason' }, first?.reason),
        places(group, actions),
        element('span', { class: 'saved' }, savedBy(group)),
      ),
      messages(group),
      details('What it means, and what to do', first?.advice, first),
    );
  });
}

function badge(applicability: AnalysedFinding['applicability']): Content {
  return applicability === undefined
    ? undefined
    : element('span', { class: `badge is-${applicability}` }, applicability);
}

/** What fixes save together: `about 74 MB less (estimate)`. */
function savedBy(group: readonly AnalysedFinding[]): string | undefined {
  const total = totalEstimate(group.map(({ estimate }) => estimate));
  return total === undefined ? undefined : describeEstimate(total);
}

/** What the estimates of fixes that save bytes are made of. */
function sourcesOf(group: readonly AnalysedFinding[]): string | undefined {
  const sources = group.flatMap(({ estimate }) =>
    estimate === undefined || estimate.bytes === 0 ? [] : [estimate.source],
  );
  return sources.length === 0 ? undefined : [...new Set(sources)].join('; ');
}

/** How many messages of a group are shown at once. */
const MESSAGES_SHOWN = 3;

function messages(group: readonly AnalysedFinding[]): Content {
  const texts = [...new Set(group.map(({ message }) => visible(message)))];
  const more = texts.slice(MESSAGES_SHOWN);
  return [
    texts.slice(0, MESSAGES_SHOWN).map((text) => element('p', {}, withCode(text))),
    more.length === 0
      ? undefined
      : element(
          'details',
          {},
          element('summary', {}, `${more.length} more like these`),
          more.map((text) => element('p', {}, withCode(text))),
        ),
  ];
}

/** A sentence whose “quoted” parts are set as code. */
function withCode(text: string): Content {
  return text
    .split(/(“[^”]*”)/)
    .map((piece) => (piece.startsWith('“') ? element('code', {}, piece.slice(1, -1)) : piece));
}

function details(
  title: string,
  text: string | undefined,
  about: AnalysedFinding | undefined,
): Content {
  if (text === undefined) return undefined;
  const key = `${title} ${about?.transform ?? ''} ${about?.firstLine ?? 0}`;
  return element(
    'details',
    {},
    element('summary', { 'data-key': key }, title),
    element('p', {}, visible(text)),
  );
}

/** How many places of a group are shown. */
const PLACES_SHOWN = 8;

function places(group: readonly AnalysedFinding[], actions: FindingActions): Content {
  const different = [
    ...new Map(group.map((finding) => [`${finding.file} ${lineOf(finding)}`, finding])).values(),
  ];
  const more = different.length - PLACES_SHOWN;
  return element(
    'span',
    { class: 'places' },
    different.slice(0, PLACES_SHOWN).map((finding) => {
      const path = finding.file === 'dockerfile' ? DOCKERFILE : DOCKERIGNORE;
      if (!actions.has(path)) return element('span', { class: 'place' }, `new ${path}`);
      const words = `${path === DOCKERFILE ? '' : `${path} `}${linesOf([finding])}`;
      return button(
        words,
        () => {
          actions.goTo(path, finding.firstLine);
        },
        { class: 'place', 'data-key': `place ${finding.transform} ${words}` },
      );
    }),
    more > 0 ? `and ${counted(more, 'more place')}` : undefined,
  );
}

function lineOf({ firstLine, lastLine }: AnalysedFinding): string {
  return firstLine === lastLine ? String(firstLine) : `${firstLine}–${lastLine}`;
}

/** `line 3`, `lines 3–5, 9`. */
function linesOf(group: readonly AnalysedFinding[]): string {
  const lines = [...new Set(group.map(lineOf))];
  const isOne = lines.length === 1 && group.every((each) => each.firstLine === each.lastLine);
  return `${isOne ? 'line' : 'lines'} ${lines.join(', ')}`;
}

function groupBy(
  findings: readonly AnalysedFinding[],
  keyOf: (finding: AnalysedFinding) => string,
): ReadonlyMap<string, readonly AnalysedFinding[]> {
  const groups = new Map<string, readonly AnalysedFinding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return groups;
}
