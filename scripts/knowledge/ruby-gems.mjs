/**
 * Makes src/knowledge/data/ruby-gems.ts: which gems hold code to compile, by Debian's own builds of them. A gem whose package is the
 * same for all machines holds none; what else that package depends on, the gem loads or runs. Left out are gems whose package depends on
 * a development package (Debian took out what upstream compiles), and those that are a part of Ruby, which Debian builds apart.
 */
import { debian } from './debian.mjs';
import { debianModules, modulesInput } from './debian-modules.mjs';
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
    if (facts.compiled) compiled.push(name);
    if (facts.compiled || !facts.pure) continue;
    const others = [...new Set(foreign(facts.package))].sort();
    if (others.some((one) => COMPILES.test(one))) continue;
    if (others.length === 0) pure.push(name);
    else loaded.push(`${name}: ${others.join(' ')}`);
  }
  const { record } = suite;
  return `// Made by scripts/knowledge/ruby-gems.mjs, which says how. Do not edit.
export const DATE = '${record.date}';
export const SOURCE = 'Debian ${record.version}, Packages and Contents indexes of main';
/** SHA-256 of what was read of it. */
export const INPUTS: Readonly<Record<string, string>> = {
  ${SUITE}: '${modulesInput(SUITE)}',
};
/** Gems without compiled code. */
export const PURE =
  '${pure.join(' ')}';
/** Lines of \`gem: packages\`: gems without compiled code that load libraries or run programs, by their Debian packages (old names, not t64). */
export const LOADED =
  '${loaded.join('\\n')}';
/** Gems with compiled code. */
export const COMPILED =
  '${compiled.join(' ')}';
`;
}
