/**
 * Makes src/knowledge/data/recommends.ts: what `--no-install-recommends` leaves out for each well-used Debian package. Made from the
 * Packages index of each suite, with the same input the same bytes:
 *
 *     apt-cache dumpavail > bookworm.packages
 *     node scripts/knowledge-packages.mjs bookworm=bookworm.packages trixie=trixie.packages …
 *
 * For a package the whole tree of its dependencies is followed from a minimal system (Essential, Priority: required, apt). What any
 * package of that tree recommends and the tree does not hold is left out. Alternatives are taken as apt takes them: one that is
 * there already, else the first that exists, else a provider. Names come from the Dockerfiles of the corpus (DOCKOPT_CORPUS), from
 * the families and the list below, and from what these leave out.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readIndex, resolver } from './lib/debian-index.mjs';

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
const WELL_USED = (
  'acl aria2 arping autoconf automake bash bash-completion bc binutils bison bsdmainutils bzip2 ca-certificates cargo ccache chromium ' +
  'chromium-driver chrony cmake composer coreutils cpio cron curl dbus dbus-x11 debianutils default-libmysqlclient-dev ' +
  'diffutils dirmngr dnsutils dos2unix dumb-init e2fsprogs exiftool expect fakeroot ffmpeg file findutils firefox-esr flex ' +
  'fontconfig fuse fuse3 gawk gdal-bin gdb gettext gettext-base ghostscript git git-lfs gnupg gnupg2 golang-go gosu gpg gpg-agent ' +
  'gpgv graphviz grep groff gsfonts gzip haproxy haveged hostname htop iftop imagemagick iproute2 iptables iputils-ping jo jq ' +
  'keychain kmod ldap-utils less lftp libaio1 libasound2 libatk-bridge2.0-0 libatk1.0-0 libatomic1 libbz2-1.0 libc6 libc6-dev ' +
  'libcairo2 libcap2-bin libcups2 libdbus-1-3 libdrm2 libegl1 libexpat1 libfontconfig1 libfreetype6 libgbm1 libgcc-s1 libgconf-2-4 ' +
  'libgdiplus libgdk-pixbuf-2.0-0 libgdk-pixbuf2.0-0 libgeos-dev libgl1 libgl1-mesa-glx libglib2.0-0 libgomp1 libgssapi-krb5-2 ' +
  'libgtk-3-0 libgtk2.0-0 libharfbuzz-subset0 libharfbuzz0b libhdf5-dev libicu72 libicu76 libjemalloc2 libjpeg62-turbo libkrb5-3 libldap2-dev ' +
  'liblcms2-2 liblzma-dev libmagic1 libmagickwand-dev libmariadb-dev libmariadb3 libmemcached-dev libncurses5-dev libncursesw5-dev ' +
  'libnspr4 libnss3 libonig-dev libopenblas-dev libopenjp2-7 libopus0 libpam0g libpango-1.0-0 libpangocairo-1.0-0 libpangoft2-1.0-0 ' +
  'libpcre2-dev libpcre3-dev libpq5 libproj-dev libpython3-dev librdkafka-dev libreadline-dev libreoffice librsvg2-2 librsvg2-bin ' +
  'libsasl2-dev libsasl2-modules libsecret-1-0 libsm6 libsndfile1 libsnappy-dev libsqlite3-0 libssl3 libssl3t64 libstdc++6 ' +
  'libsystemd-dev libtesseract-dev libtool libudev-dev libunwind8 libusb-1.0-0 libusb-1.0-0-dev libuuid1 libuv1 libvpx7 libx11-6 ' +
  'libx11-xcb1 libxcb1 libxcomposite1 libxcursor1 libxdamage1 libxext6 libxfixes3 libxi6 libxkbcommon0 libxmlsec1-dev ' +
  'libxmlsec1-openssl libxrandr2 libxrender1 libxshmfence1 libxslt1.1 libxss1 libxtst6 libyaml-0-2 libz-dev libzbar0 lldb locales ' +
  'locales-all logrotate lsb-base lsb-release lsof ltrace lua5.1 lua5.3 lua5.4 lz4 lzma m4 mailcap make man-db mariadb-server mc mediainfo ' +
  'memcached mercurial meson mime-support moreutils mtr-tiny musl musl-dev musl-tools nano nasm ncdu ncurses-bin neovim net-tools ' +
  'netbase netcat netcat-openbsd netcat-traditional nfs-common nginx nginx-full nginx-light ninja-build nmap nodejs npm ntp ntpdate nvi ' +
  'ocl-icd-libopencl1 opam openssh-client openssh-server openssh-sftp-server openssl openvpn optipng p7zip p7zip-full pandoc ' +
  'parallel parted passwd patch patchelf perl pigz pkg-config pkgconf pngquant podman poppler-utils postfix postgis postgresql ' +
  'postgresql-contrib procps protobuf-compiler psmisc pv python-is-python3 python3-apt python3-cffi python3-lxml python3-numpy python3-pil ' +
  'python3-pip python3-psycopg2 python3-requests python3-setuptools python3-software-properties python3-tk python3-venv ' +
  'python3-virtualenv python3-wheel python3-yaml qpdf r-base rabbitmq-server readline-common redis redis-server redis-tools rsync ' +
  'rsyslog rustc s3cmd screen sed shellcheck smbclient snmp socat sox sqlite3 sshpass ssl-cert strace stunnel4 subversion sudo ' +
  'supervisor swig sysstat systemd systemd-sysv tar tcl tcpdump telnet texinfo texlive time tini tk tmux traceroute tree tzdata ' +
  'ucf unar unixodbc unixodbc-dev unrar-free unzip util-linux uuid-runtime uwsgi valgrind vim vim-nox vim-tiny wait-for-it webp wget ' +
  'whois wireguard-tools wkhtmltopdf x11-apps x11-utils x11vnc xauth xdg-utils xfonts-75dpi xfonts-base xmlsec1 xmlstarlet ' +
  'xorriso xsltproc xvfb xxd xz-utils yamllint yarnpkg yasm zip zlib1g zlib1g-dev zsh zstd'
).split(' ');

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

const corpus = path.join(
  process.env.DOCKOPT_CORPUS ?? path.join('..', 'shared', 'corpus'),
  'dockerfiles',
);
const target = new URL('../src/knowledge/data/recommends.ts', import.meta.url);

function leftOutOf(index) {
  const { base, held, pick, tree } = resolver(index);
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

function namesInCorpus() {
  const names = new Set();
  if (!existsSync(corpus)) throw new Error(`The corpus is not at ${corpus} (DOCKOPT_CORPUS).`);
  for (const file of readdirSync(corpus)) {
    const text = readFileSync(path.join(corpus, file), 'utf8').replace(
      /\\[ \t]*\r?\n(?:[ \t]*#.*\n)*/g,
      ' ',
    );
    for (const [, words] of text.matchAll(
      /\b(?:apt|apt-get|aptitude)\s[^\n;&|]*?\binstall\b([^\n;&|]*)/g,
    )) {
      for (const word of words.split(/\s+/)) names.add(word.replace(/^["']|["']$|[=/:].*$/g, ''));
    }
  }
  return names;
}

const named = namesInCorpus();
for (const name of WELL_USED) named.add(name);
const tables = {};
const inputs = {};
for (const argument of process.argv.slice(2)) {
  const [suite, file] = argument.split('=');
  const text = readFileSync(file, 'utf8');
  inputs[suite] = createHash('sha256').update(text).digest('hex');
  const index = readIndex(text);
  const leftOut = leftOutOf(index);
  const queue = [...index.packages.keys()].filter(
    (name) => named.has(name) || FAMILIES.some((pattern) => pattern.test(name)),
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
  tables[suite] = [...bySet]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([left, names]) => `${left}<${names.join(' ')}`)
    .join('\n');
  console.log(
    `${suite}: ${found.size} packages, ${bySet.get('')?.length ?? 0} lose nothing, ${bySet.get('*')?.length ?? 0} too many`,
  );
}

const record = (entries) =>
  Object.entries(entries)
    .map(([key, value]) => `  ${key}: ${JSON.stringify(value)},\n`)
    .join('');
writeFileSync(
  target,
  `// Made by scripts/knowledge-packages.mjs, which says how. Do not edit.
export const DATE = '${process.env.SOURCE_DATE ?? new Date().toISOString().slice(0, 10)}';
export const SOURCE = 'Packages indexes of Debian main, amd64';
/** SHA-256 of the indexes. */
export const INPUTS: Readonly<Record<string, string>> = {
${record(inputs)}};
/** For each suite lines of \`what is left out<packages\`; \`*\` stands for too many to name. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
${record(tables)}};
`,
);
