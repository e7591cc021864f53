/**
 * What Debian knows of packages of Python and Ruby: whether its build of one has compiled modules, which libraries these are
 * linked with, and what it is built with. Names are those of the metadata that the packages carry.
 */
import { debian } from './debian.mjs';
import { digest, readInput } from './inputs.mjs';

const FORMS = {
  python: {
    metadata:
      /^usr\/lib\/python3\/dist-packages\/([^/]+?)-\d[^/-]*(?:-py3[.\d]*)?\.(?:egg|dist)-info(?:\/|$)/,
    module: /^usr\/lib\/python3\/dist-packages\/.*\.so$/,
    normalized: (name) => name.toLowerCase().replace(/[-_.]+/g, '-'),
  },
  ruby: {
    metadata:
      /^usr\/(?:share|lib\/x86_64-linux-gnu)\/rubygems-integration\/[^/]+\/specifications\/(.+)-\d[^/-]*\.gemspec$/,
    module: /^usr\/lib\/x86_64-linux-gnu\/ruby\/vendor_ruby\/.*\.so$|\/extensions\/.*\.so$/,
    normalized: (name) => name,
  },
};
/** Interpreters and what is in every image. */
const NOT_LIBRARIES = /^(?:python3.*|ruby.*|libruby.*|libpython3.*|libc6|libgcc-s1|libstdc\+\+6)$/;

/** The name and the digest of the input of a suite. */
export function modulesInput(suite) {
  return digest(readInput(`${suite}.modules`), readInput(`${suite}.sources`));
}

/** By the name in its own index: Debian's package, whether it is compiled or the same for all machines, libraries, development packages, other packages it needs. */
export function debianModules(suiteName, language, runTimePackages) {
  const suite = debian().find((one) => one.suite === suiteName);
  const { metadata, module, normalized } = FORMS[language];
  const names = new Map();
  const compiled = new Set();
  for (const line of readInput(`${suiteName}.modules`).split('\n')) {
    const match = /^(\S+)\s+(\S+)$/.exec(line);
    if (match === null) continue;
    for (const word of match[2].split(',')) {
      const holder = word.slice(word.lastIndexOf('/') + 1);
      if (!suite.index.packages.has(holder)) continue;
      if (module.test(match[1])) compiled.add(holder);
      const name = metadata.exec(match[1])?.[1];
      if (name !== undefined) names.set(normalized(name), holder);
    }
  }
  const byPackage = new Map([...names].map(([name, holder]) => [holder, name]));
  const builds = new Map(
    readInput(`${suiteName}.sources`)
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const facts = new Map();
  for (const [name, holder] of names) {
    const { depends, source, forAllMachines } = suite.index.packages.get(holder);
    const direct = depends.flatMap((group) => suite.pick(group) ?? []);
    const libraries = new Set(
      direct.filter((one) => /^lib/.test(one) && !NOT_LIBRARIES.test(one) && !byPackage.has(one)),
    );
    const development = (builds.get(source) ?? '')
      .split(',')
      .map((word) => word.trim().replace(/[ (:[<|].*$/, ''))
      .filter((one) => /^lib.*-dev$|-dev$/.test(one) && suite.pick([one]) !== undefined)
      .map((one) => (suite.index.packages.has(one) ? one : suite.pick([one])))
      .filter((one) => runTimePackages(suite, one).some((library) => libraries.has(library)));
    const held = new Set(development.flatMap((one) => runTimePackages(suite, one)));
    facts.set(name, {
      package: holder,
      // Some have their modules in a package of their own.
      compiled: [
        holder,
        ...direct.filter((one) => suite.index.packages.get(one).source === source),
      ].some((one) => compiled.has(one)),
      pure: forAllMachines,
      libraries: [...libraries].sort(),
      development: [...new Set(development)].sort(),
      /** Libraries for which no development package was found. */
      rest: [...libraries].filter((one) => !held.has(one) && !suite.base.has(one)),
      dependencies: direct.flatMap((one) => byPackage.get(one) ?? []).filter((one) => one !== name),
    });
  }
  return facts;
}
