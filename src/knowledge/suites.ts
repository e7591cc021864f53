/**
 * Debian and Ubuntu suites: where their archives are and until when.
 *
 * Ends: the files debian.csv and ubuntu.csv of Debian's package distro-info-data 0.58+deb12u7, column `eol-lts` for Debian,
 * for Ubuntu `eol-esm`, where that is empty `eol-server`, then `eol` (never `eol-legacy`, which is sold apart);
 * `node scripts/knowledge-suites.mjs` compares. Archive: whether `apt-get update` found a Release file of the suite at
 * the ordinary mirrors on the date below; one that is `live` there after its end can go any day.
 */
export const SUITES_DATE = '2026-11-23';

/** What is known about a suite. */
export interface SuiteFacts {
  readonly distribution: 'debian' | 'ubuntu';
  /** The number that image tags use (`12`, `22.04`); undefined for Debian's suites that have none yet. */
  readonly version: string | undefined;
  /** `moved`: the ordinary mirrors no longer carry it, so `apt-get update` fails in its images. */
  readonly archive: 'live' | 'moved';
  /** The last day (ISO) that its archive is kept up; undefined for suites without an end. */
  readonly archiveEnds: string | undefined;
}

function debian(
  version: string | undefined,
  archive: SuiteFacts['archive'],
  archiveEnds?: string,
): SuiteFacts {
  return { distribution: 'debian', version, archive, archiveEnds };
}

function ubuntu(version: string, archive: SuiteFacts['archive'], archiveEnds: string): SuiteFacts {
  return { distribution: 'ubuntu', version, archive, archiveEnds };
}

/** Every suite that an official image was built on. */
export const SUITES = {
  squeeze: debian('6', 'moved', '2016-02-29'),
  wheezy: debian('7', 'moved', '2018-05-31'),
  jessie: debian('8', 'moved', '2020-06-30'),
  stretch: debian('9', 'moved', '2022-06-30'),
  buster: debian('10', 'moved', '2024-06-30'),
  bullseye: debian('11', 'live', '2026-08-31'),
  bookworm: debian('12', 'live', '2028-06-30'),
  trixie: debian('13', 'live', '2030-06-30'),
  forky: debian('14', 'live'),
  sid: debian(undefined, 'live'),
  lucid: ubuntu('10.04', 'moved', '2015-04-30'),
  precise: ubuntu('12.04', 'moved', '2019-04-26'),
  quantal: ubuntu('12.10', 'moved', '2014-05-16'),
  raring: ubuntu('13.04', 'moved', '2014-01-27'),
  saucy: ubuntu('13.10', 'moved', '2014-07-17'),
  trusty: ubuntu('14.04', 'moved', '2024-04-25'),
  utopic: ubuntu('14.10', 'moved', '2015-07-23'),
  vivid: ubuntu('15.04', 'moved', '2016-02-04'),
  wily: ubuntu('15.10', 'moved', '2016-07-28'),
  xenial: ubuntu('16.04', 'live', '2026-04-23'),
  yakkety: ubuntu('16.10', 'moved', '2017-07-20'),
  zesty: ubuntu('17.04', 'moved', '2018-01-13'),
  artful: ubuntu('17.10', 'moved', '2018-07-19'),
  bionic: ubuntu('18.04', 'live', '2028-04-26'),
  cosmic: ubuntu('18.10', 'moved', '2019-07-18'),
  disco: ubuntu('19.04', 'moved', '2020-01-23'),
  eoan: ubuntu('19.10', 'moved', '2020-07-17'),
  focal: ubuntu('20.04', 'live', '2030-04-23'),
  groovy: ubuntu('20.10', 'moved', '2021-07-22'),
  hirsute: ubuntu('21.04', 'moved', '2022-01-20'),
  impish: ubuntu('21.10', 'moved', '2022-07-14'),
  jammy: ubuntu('22.04', 'live', '2032-04-21'),
  kinetic: ubuntu('22.10', 'moved', '2023-07-20'),
  lunar: ubuntu('23.04', 'moved', '2024-01-25'),
  mantic: ubuntu('23.10', 'moved', '2024-07-11'),
  noble: ubuntu('24.04', 'live', '2034-04-25'),
  oracular: ubuntu('24.10', 'moved', '2025-07-10'),
  plucky: ubuntu('25.04', 'live', '2026-01-15'),
  questing: ubuntu('25.10', 'live', '2026-07-09'),
  resolute: ubuntu('26.04', 'live', '2036-04-23'),
  stonking: ubuntu('26.10', 'live', '2027-07-15'),
} as const satisfies Readonly<Record<string, SuiteFacts>>;

/** The code name of a Debian or Ubuntu suite. */
export type Suite = keyof typeof SUITES;

const DAY = 86_400_000;
/** An archive that ends sooner than this gets no new `apt-get` line: the image would stop building soon. */
const USABLE_DAYS = 90;

/** Whether a word is the code name of a known suite. */
export function isSuite(word: string): word is Suite {
  return Object.hasOwn(SUITES, word);
}

/** The suite that Ubuntu's number (`22.04`) or Debian's (`12`, `12.5`) means; undefined for any other text. */
export function suiteOfVersion(
  distribution: SuiteFacts['distribution'],
  version: string,
): Suite | undefined {
  const match = distribution === 'ubuntu' ? /^\d+\.\d+/.exec(version) : /^\d+/.exec(version);
  if (match === null) return undefined;
  for (const [name, facts] of Object.entries(SUITES)) {
    if (facts.distribution === distribution && facts.version === match[0] && isSuite(name)) {
      return name;
    }
  }
  return undefined;
}

/** The distribution of a suite. */
export function distributionOf(suite: Suite): SuiteFacts['distribution'] {
  return SUITES[suite].distribution;
}

/**
 * Whether `apt-get update` can be added to an image of this suite: false where the archive has moved away from the ordinary
 * mirrors, has ended, or ends within 90 days of the given day (ISO, `2026-11-23`).
 */
export function archiveUsable(suite: Suite, onDate: string): boolean {
  const facts: SuiteFacts = SUITES[suite];
  if (facts.archive === 'moved') return false;
  if (facts.archiveEnds === undefined) return true;
  return (Date.parse(facts.archiveEnds) - Date.parse(onDate)) / DAY > USABLE_DAYS;
}
