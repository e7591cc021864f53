/**
 * Makes src/knowledge/data/ruby-gems.ts: which gems hold code to compile, by Debian's own builds of them. A gem whose package is the
 * same for all machines holds none; what else that package depends on, the gem loads or runs. Left out are gems whose package depends on
 * a development package (Debian took out what upstream compiles), and those that are a part of Ruby, which Debian builds apart.
 * Which gems are published compiled, the lock files that ruby-locks read say.
 */
import { debian } from './debian.mjs';
import { debianModules, modulesInput } from './debian-modules.mjs';
import { digest, readInput } from './inputs.mjs';
import { runTimePackages } from './libraries.mjs';

export const target = new URL('../../src/knowledge/data/ruby-gems.ts', import.meta.url);
const SUITE = 'trixie';
/**
 * Gems that Ruby brings and that are compiled where a lock file asks for another release: `ext/` of ruby/ruby, and of the repositories of
 * bigdecimal, cgi, debug, erb, nkf, prism, racc, rbs and syslog. digest-crc tries to compile, and goes on where it can't.
 */
const PARTS_OF_RUBY = new Set(
  (
    'bigdecimal cgi date debug digest digest-crc erb etc fiddle io-console io-nonblock io-wait json nkf openssl pathname prism psych ' +
    'racc rbs readline-ext ripper stringio strscan syslog zlib'
  ).split(' '),
);
/** What every image with Ruby has, or none, or what a browser shows. */
const NO_MATTER =
  /^(?:ruby.*|libruby.*|rake|bundler|rubygems-integration|libjs-.+|libc6|ca-certificates|tzdata|publicsuffix|nodejs)$/;
const COMPILES = /-dev$|^(?:gcc|g\+\+|c-compiler|make)$/;

export function make() {
  const text = readInput('ruby-locks.json');
  const { sources, rows } = JSON.parse(text);
  const suite = debian().find((one) => one.suite === SUITE);
  const modules = debianModules(SUITE, 'ruby', runTimePackages);
  const holders = new Set([...modules.values()].map((facts) => facts.package));
  /** What a package depends on or recommends beside Ruby and other gems: the first of each group of alternatives. */
  const foreign = (name) => {
    const { depends, recommends } = suite.index.packages.get(name);
    return [...depends, ...recommends]
      .filter((group) => !group.some((one) => holders.has(one) || NO_MATTER.test(one)))
      .map(([first]) => first.replace(/t64$/, ''));
  };
  const pure = [];
  const loaded = [];
  const compiled = [];
  for (const [name, facts] of [...modules].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (PARTS_OF_RUBY.has(name)) continue;
    if (facts.compiled) compiled.push(`${name}: ${facts.development.join(' ')}`.trimEnd());
    if (facts.compiled || !facts.pure) continue;
    const others = [...new Set(foreign(facts.package))].sort();
    if (others.some((one) => COMPILES.test(one))) continue;
    if (others.length === 0) pure.push(name);
    else loaded.push(`${name}: ${others.join(' ')}`);
  }
  const { record } = suite;
  return `// Made by scripts/knowledge/ruby-gems.mjs, which says how. Do not edit.
export const DATE = '${record.date}';
export const SOURCE = 'Debian ${record.version}, Packages, Contents and Sources indexes of main';
/** The sources of PRECOMPILED, by their index. */
export const LOCKS: readonly string[] = [
${sources.map((source) => `  '${source}',\n`).join('')}];
/** SHA-256 of what was read of them. */
export const INPUTS: Readonly<Record<string, string>> = {
  locks: '${digest(text)}',
  ${SUITE}: '${modulesInput(SUITE)}',
};
/** Gems without compiled code. */
export const PURE =
  '${pure.join(' ')}';
/** Lines of \`gem: packages\`: gems without compiled code that load libraries or run programs, by their Debian packages (old names, not t64). */
export const LOADED =
  '${loaded.join('\\n')}';
/** Lines of \`gem: development packages\`: gems with compiled code, and what Debian links its build with. */
export const COMPILED =
  '${compiled.join('\\n')}';
/** Lines of \`gem lock release: C libraries\`: gems that are published compiled for Linux on x86-64 too, the newest release that was seen. */
export const PRECOMPILED =
  '${rows.map(({ name, source, version, libc }) => `${name} ${source} ${version}: ${libc.join(' ')}`).join('\\n')}';
`;
}
