import type { Dockerfile } from '../../src/dockerfile/model.js';
import { oncePer } from '../../src/dockerfile/once.js';
import type { ShellWord } from '../../src/dockerfile/shell.js';
import { leftOutBy, type LeftOutTool } from '../../src/knowledge/recommends.js';
import { distributionOf, type Suite } from '../../src/knowledge/suites.js';
import { hasOption, type Invocation } from './invocation.js';

/** What makes an `apt-get install` bring no package that is only recommended. */
export const FLAG = '--no-install-recommends';

/** The packages that an `apt-get install` names; undefined for other calls, and where not every operand is a package's name. */
export function namedPackages(call: Invocation): readonly string[] | undefined {
  const { manager, subcommand, operands, program } = call;
  if (manager.id !== 'apt' || program.endsWith('aptitude') || subcommand !== 'install') {
    return undefined;
  }
  const names = operands.map(packageName);
  const known = names.filter((name) => name !== undefined);
  return known.length === 0 || known.length < names.length ? undefined : known;
}

/** The package that an operand names; undefined for files, globs, variables, removals and tasks. */
function packageName({ value, literal }: ShellWord): string | undefined {
  const name = value.replace(/[=/].*$/, '').replace(/:(?:amd64|arm64|i386|any|native)$/, '');
  if (!literal || value.startsWith('/') || value.startsWith('.')) return undefined;
  return /^[a-z0-9][a-z0-9.+-]+$/.test(name) && !name.endsWith('-') && !/[a-z]\+$/.test(name)
    ? name
    : /^g\+\+(?:-\d+)?$/.test(name)
      ? name
      : undefined;
}

const DECIDED: readonly string[] = [
  FLAG,
  '--install-recommends',
  '--install-suggests',
  '--fix-broken',
  '-f',
  '--download-only',
  '-d',
];

/** Whether a call says itself what it does about recommended packages, or installs nothing by name. */
export function isDecided(call: Invocation): boolean {
  return hasOption(call, ...DECIDED);
}

/** Whether a call takes packages from another release than that of the image (`-t bookworm-backports`, `curl/bookworm-backports`). */
export function namesRelease(call: Invocation): boolean {
  return (
    call.options.some(({ value }) => /^(?:-t|--target-release|--default-release)/.test(value)) ||
    call.operands.some(({ value }) => value.includes('/'))
  );
}

/** What the RUNs of a file remove by name. */
export const removedNames = oncePer(({ instructions }: Dockerfile): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const { keyword, arguments: cooked } of instructions) {
    if (keyword !== 'RUN') continue;
    for (const [, words = ''] of cooked.text.matchAll(
      /\b(?:apt|apt-get|aptitude)\s(?:[^;&|]*\s)?(?:remove|purge|autoremove|autopurge)\s([^;&|]*)/g,
    )) {
      for (const word of words.split(/\s+/)) names.add(word);
    }
  }
  return names;
});

/** The Debian suite that an Ubuntu release was made from, near enough to know what its packages recommend. */
const NEAREST: Readonly<Partial<Record<Suite, Suite>>> = {
  focal: 'bullseye',
  jammy: 'bookworm',
  noble: 'trixie',
};

/** The Debian suite whose table says what an install leaves out; of an unknown base, a recent one. */
export function tableFor(suite: Suite | undefined): Suite | undefined {
  if (suite === undefined) return 'bookworm';
  return distributionOf(suite) === 'debian' ? suite : NEAREST[suite];
}

/** Recommended for what no container does: checking source packages, kernel modules, disk encryption, a desktop's package service. */
const NEEDLESS: ReadonlySet<string> = new Set([
  'libjs-sphinxdoc',
  'libkmod2',
  'packagekit-tools',
  'sq',
  'systemd-cryptsetup',
]);

/** What is left out of an install, and what to do about it. */
export interface LeftOutSummary {
  readonly add: readonly string[];
  readonly tools: readonly LeftOutTool[];
  readonly forBuilds: readonly string[];
}

/**
 * What installs of packages leave out with the flag; undefined where the table has not all of it.
 * @param present packages that are there anyway
 */
export function leftOut(
  suite: Suite,
  names: readonly string[],
  present: ReadonlySet<string>,
): LeftOutSummary | undefined {
  const add = new Set<string>();
  const tools = new Map<string, LeftOutTool>();
  const forBuilds = new Set<string>();
  const displays = names.some((name) => /^x(?:vfb|init|org|auth|server)/.test(name));
  for (const name of names) {
    const left = leftOutBy(suite, name, present);
    if (left.kind === 'unknown') return undefined;
    for (const missing of left.add) {
      // openssh-client recommends xauth for X11 forwarding, which needs a display.
      if (!NEEDLESS.has(missing) && (missing !== 'xauth' || displays)) add.add(missing);
    }
    for (const tool of left.tools) tools.set(tool.package, tool);
    for (const missing of left.forBuilds) forBuilds.add(missing);
  }
  return { add: [...add], tools: [...tools.values()], forBuilds: [...forBuilds] };
}
