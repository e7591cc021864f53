/**
 * Makes src/knowledge/data/recommends.ts: what `--no-install-recommends` leaves out for each well-used Debian package. From the package
 * index of each suite.
 *
 * For a package the whole tree of its dependencies is followed from a minimal system (Essential, Priority: required, apt). What any
 * package of that tree recommends and the tree does not hold is left out. Alternatives are taken as apt takes them: one that is
 * there already, else the first that exists, else a provider. Names come from well-used.txt, from the families below, and from what
 * these leave out.
 */
import { WELL_USED, dateOf, debian, inputsOf } from './debian.mjs';

export const target = new URL('../../src/knowledge/data/recommends.ts', import.meta.url);

/** Packages that are in containers often, or come as families; all their members are looked at. */
const FAMILIES = [
  /^php(?:8\.\d)?(?:-[a-z0-9]+)?$/,
  /^postgresql-client(?:-\d+)?$/,
  /^(?:openjdk-\d+|default)-(?:jre|jdk)(?:-headless)?$/,
  /^(?:mariadb|mysql|default-mysql)-client(?:-[a-z]+)?$/,
  /^python3(?:\.\d+)?(?:-(?:dev|venv|minimal|distutils|full))?$/,
  /^ruby(?:\d\.\d)?(?:-dev|-full)?$/,
  /^(?:gcc|g\+\+|gfortran|cpp|clang|llvm|lld|libstdc\+\+|libgcc)(?:-\d+)?(?:-dev)?$/,
  /^fonts-[a-z0-9-]+$/,
  /^tesseract-ocr(?:-[a-z]{3})?$/,
  /^lib(?:ssl|ffi|xml2|xslt1|pq|sqlite3|curl4|jpeg|png|webp|tiff|freetype|icu|yaml|zip|magic|sodium|gmp|event|zmq|vips|cairo2|pango).*$/,
];
/**
 * Left out without any effect on what a container does: documentation, manual pages, translations, completion, desktop integration,
 * session services that only run under an init, development aids that apt installs beside a compiler.
 */
const NOTHING_LOST = [
  /-doc$/,
  /-doc-html$/,
  /-l10n$/,
  /^(?:manpages|manpages-dev|man-db|info|install-info|doc-base|debian-keyring|debhelper)$/,
  /^(?:krb5-locales|libglib2\.0-data|xdg-user-dirs|libgpm2|bash-completion|publicsuffix|libatm1|libatm1t64)$/,
  /^(?:fakeroot|libalgorithm-(?:merge|diff|diff-xs)-perl|libfile-fcntllock-perl|liblocale-gettext-perl|libc-devtools)$/,
  /^(?:libpam-(?:cap|systemd)|libnss-systemd|systemd-timesyncd|dbus-user-session|dconf-service|polkitd|polkitd-pkla|systemd-sysv)$/,
  /^(?:javascript-common|libjs-jquery|fonts-lato|libpng-tools|libgdk-pixbuf2\.0-bin|libgtk-3-bin|libgtk2\.0-bin|libgail-common)$/,
  /^(?:at-spi2-core|ncurses-term|console-setup|sensible-utils|binfmt-support|libltdl-dev|python3-olefile)$/,
  /^(?:linux-sysctl-defaults|libheif-plugin-(?:aomenc|x265)|ibverbs-providers|libhwloc-plugins|libjxr-tools|libgphoto2-l10n)$/,
  /^(?:alsa-topology-conf|alsa-ucm-conf|va-driver-all|vdpau-driver-all|libaacs0|libbluray-bdj|libdecor-0-plugin-1-.*)$/,
  /^(?:pocketsphinx-en-us|qt5-gtk-platformtheme|qt6-gtk-platformtheme|qtwayland5|libdevice-.*|needrestart|apparmor|usrmerge)$/,
  /^(?:libnet-dbus-perl|libx11-protocol-perl|libfile-mimeinfo-perl|libjson-xs-perl|libterm-readkey-perl|libqt5svg5)$/,
];

/** More packages left out than this are not written one by one: such an install is not for this table. */
const TOO_MANY = 12;

function leftOutOf({ index, base, held, pick, tree }) {
  return (name) => {
    const chosen = tree([name], base);
    const left = new Set();
    for (const member of chosen) {
      if (base.has(member)) continue;
      for (const group of index.packages.get(member).recommends) {
        const missing = held(group, chosen) ? undefined : pick(group);
        if (missing !== undefined && !NOTHING_LOST.some((pattern) => pattern.test(missing)))
          left.add(missing);
      }
    }
    return [...left].sort();
  };
}

export function make() {
  const suites = debian();
  return `// Made by scripts/knowledge/recommends.mjs, which says how. Do not edit.
export const DATE = '${dateOf(suites)}';
export const SOURCE = 'Packages indexes of Debian main, amd64';
${inputsOf(suites)}/** For each suite lines of \`what is left out<packages\`; \`*\` stands for too many to name. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
${suites.map((suite) => `  ${suite.suite}: '${tableOf(suite).replaceAll('\n', '\\n')}',\n`).join('')}};
`;
}

function tableOf(suite) {
  const leftOut = leftOutOf(suite);
  const queue = [...suite.index.packages.keys()].filter(
    (name) => WELL_USED.has(name) || FAMILIES.some((pattern) => pattern.test(name)),
  );
  const found = new Map();
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (found.has(name)) continue;
    const left = leftOut(name);
    found.set(name, left.length > TOO_MANY ? '*' : left.join(' '));
    if (left.length <= TOO_MANY) queue.push(...left);
  }
  const bySet = new Map();
  for (const [name, left] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
    bySet.set(left, [...(bySet.get(left) ?? []), name]);
  }
  return [...bySet]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([left, names]) => `${left}<${names.join(' ')}`)
    .join('\n');
}
