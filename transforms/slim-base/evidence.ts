import type { Stage } from '../../src/dockerfile/model.js';
import { packagesInFull, packagesInSlim } from '../../src/knowledge/base-images.js';
import { tableDate } from '../../src/knowledge/image-tags.js';
import { SUITES, type SuiteFacts } from '../../src/knowledge/suites.js';
import type {
  Evidence,
  EvidenceGroup,
  EvidenceItem,
  EvidencePlace,
} from '../../src/transform/evidence.js';
import type { TransformInput } from '../../src/transform/transform.js';
import type { Judgement } from './judge.js';
import type { Need } from './need.js';
import type { Base } from './site.js';

/** What the judgement of a stage rests on; nothing for a stage that is built on another one. */
export function evidenceOf(
  { dockerfile }: TransformInput,
  stage: Stage,
  judgement: Judgement,
): readonly Evidence[] {
  const { base, range } = { base: stage.base, range: stage.base.range };
  if (base.kind === 'stage') return [];
  const { target, needs } = judgement;
  return [
    {
      subject: dockerfile.text.slice(range.start, range.end),
      range,
      facts: [
        ...(stage.name === undefined ? [] : [['stage', stage.name] as const]),
        ...(target === undefined ? [] : [['twin', twinOf(target)] as const]),
        ...(judgement.base === undefined ? [] : baseFacts(judgement.base)),
      ],
      finding: judgement.findings[0],
      groups: groupsOf(needs),
    },
  ];
}

function twinOf(target: NonNullable<Judgement['target']>): string {
  switch (target.kind) {
    case 'swap':
      return `${target.after}, by the tags published up to ${tableDate}`;
    case 'nothing':
      return 'none is looked for: the image is small already, or is none of an official family';
    case 'refused':
      return 'none';
  }
}

function baseFacts({ family, suite, release }: Base): readonly (readonly [string, string])[] {
  const facts: SuiteFacts = SUITES[suite];
  const full = packagesInFull(family, suite, release);
  const slim = packagesInSlim(family, suite, release);
  const lost = full === undefined ? 0 : [...full].filter((name) => slim?.has(name) !== true).length;
  const archive =
    facts.archive === 'moved'
      ? 'moved away, so that nothing can be installed'
      : facts.archiveEnds === undefined
        ? 'live'
        : `kept up until ${facts.archiveEnds}`;
  return [
    ['suite', `${suite}, its archive ${archive}`],
    [
      'packages',
      `${full?.size ?? 0} of Debian in the full image, ${lost} of them not in the slim one`,
    ],
  ];
}

/** The groups in the order in which they matter. */
const GROUPS: readonly {
  readonly heading: string;
  readonly brief: boolean;
  readonly has: (need: Need) => boolean;
  readonly note: (need: Need) => string | undefined;
}[] = [
  {
    heading: 'In the way',
    brief: false,
    has: ({ kind }) => kind === 'blocked',
    note: (need) => (need.kind === 'blocked' ? need.message : undefined),
  },
  {
    heading: 'Not in the slim image, to be installed',
    brief: false,
    has: ({ kind }) => kind === 'install',
    note: (need) => (need.kind === 'install' ? `installs ${need.packages.join(', ')}` : undefined),
  },
  {
    heading: 'Not known',
    brief: false,
    has: ({ kind }) => kind === 'unknown',
    note: (need) => (need.kind === 'unknown' ? need.message : undefined),
  },
  metGroup('stage', 'Not in the slim image, installed by the stage itself', false),
  metGroup('slim', 'In the slim image, too', false),
  metGroup('neither', 'In neither image: what the stage copies or installs brings it', false),
  metGroup('same', 'In both images or in neither: they hold the same packages', false),
  metGroup('itself', 'Needs nothing of the base', true),
];

function metGroup(
  by: Extract<Need, { kind: 'met' }>['by'],
  heading: string,
  brief: boolean,
): (typeof GROUPS)[number] {
  return {
    heading,
    brief,
    has: (need) => need.kind === 'met' && need.by === by,
    note: () => undefined,
  };
}

function groupsOf(needs: readonly Need[]): readonly EvidenceGroup[] {
  return GROUPS.flatMap(({ heading, brief, has, note }) => {
    const items = itemsOf(needs.filter(has), note);
    return items.length === 0 ? [] : [{ heading, brief, items }];
  });
}

/** One item for what is the same and has the same consequence, with all its places. */
function itemsOf(
  needs: readonly Need[],
  noteOf: (need: Need) => string | undefined,
): readonly EvidenceItem[] {
  const items = new Map<string, EvidenceItem>();
  for (const need of needs) {
    const note = noteOf(need);
    const key = JSON.stringify([need.what, note ?? '']);
    const place = placeOf(need);
    const known = items.get(key);
    const places = known?.places ?? [];
    const isNew = !places.some(({ path, line }) => path === place.path && line === place.line);
    items.set(key, { what: need.what, note, places: isNew ? [...places, place] : places });
  }
  return [...items.values()];
}

function placeOf({ seen, instruction }: Need): EvidencePlace {
  return seen ?? { path: undefined, line: instruction.shownLine };
}
