/**
 * What Debian's slim images lack beside packages: dpkg unpacks nothing below `/usr/share/{doc,groff,info,locale,man}`, and the
 * folders themselves are not there. Seen by builds on Debian 12 (docs/hazard-builds.md, B17 and B18); the rules are the same on
 * every suite.
 */

/** The folder of manual pages into which the packages of `linksManualPages` put links when they are installed. */
export const MANUAL_PAGES = '/usr/share/man/man1';

/**
 * OpenJDK keeps its manual pages in a folder of its own and links them through update-alternatives, which fails where
 * `/usr/share/man/man1` is missing. The others are what people install of the packages that depend on it.
 */
const WITH_JAVA =
  /^(?:openjdk-\d+-|default-j(?:re|dk)|ant|antlr|clojure|fop|gradle|groovy|jetty\d*|jmeter|jruby|kotlin|leiningen|libreoffice|maven|pdftk|plantuml|scala|tomcat\d*|yui-compressor|zookeeper)/;

/** Whether the installation of a package fails where there is no folder of manual pages (hazards B17). */
export function linksManualPages(name: string): boolean {
  return WITH_JAVA.test(name);
}

const DOCUMENTATION = /^(?:groff|groff-base|info|man-db|manpages(?:-.+)?|(?!perl-).+-doc)$/;

/** Whether a package is of no use without the files that slim images leave out (hazards B18). */
export function isDocumentation(name: string): boolean {
  return DOCUMENTATION.test(name);
}
