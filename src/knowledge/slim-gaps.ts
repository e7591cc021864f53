import type { Suite } from './suites.js';

/**
 * What Debian's slim images lack beside packages: dpkg unpacks nothing below `/usr/share/{doc,groff,info,locale,man}`, as its
 * configuration there says. Seen by builds on Debian 12 (docs/hazard-builds.md, B18); the rules are the same on every suite.
 */

/**
 * Suites with slim images that have no folders of manual pages either. Since release 0.13 of 2021-07-30 debuerreotype, which
 * makes Debian's images, keeps `/usr/share/man/man[0-9]` (its pull request 116); the images of these suites are older, or some
 * of their tags are.
 */
const WITHOUT_MANUAL_PAGES: ReadonlySet<Suite> = new Set<Suite>([
  'squeeze',
  'wheezy',
  'jessie',
  'stretch',
  'buster',
  'bullseye',
]);

/**
 * Packages that link their manual pages through update-alternatives, which fails where the folder is missing: OpenJDK, the
 * clients of PostgreSQL, and what people install of the packages that depend on them.
 */
const LINKS_MANUAL_PAGES =
  /^(?:openjdk-\d+-|default-j(?:re|dk)|postgresql|ant|antlr|clojure|fop|gradle|groovy|jetty\d*|jmeter|jruby|kotlin|leiningen|libreoffice|maven|pdftk|plantuml|scala|tomcat\d*|yui-compressor|zookeeper)/;

/** Whether the installation of a package fails on slim images of a suite for want of the folders of manual pages (hazards B17). */
export function failsWithoutManualPages(name: string, suite: Suite | undefined): boolean {
  return (suite === undefined || WITHOUT_MANUAL_PAGES.has(suite)) && LINKS_MANUAL_PAGES.test(name);
}

const DOCUMENTATION = /^(?:groff|groff-base|info|man-db|manpages(?:-.+)?|(?!perl-).+-doc)$/;

/** Whether a package is of no use without the files that slim images leave out (hazards B18). */
export function isDocumentation(name: string): boolean {
  return DOCUMENTATION.test(name);
}
