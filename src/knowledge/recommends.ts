import { LEFT_OUT } from './data/recommends.js';
import type { Suite } from './suites.js';

/** A package that matters only where one of its commands is run, or a text of the build or program names what it is for. */
export interface LeftOutTool {
  readonly package: string;
  /** The commands that would be missing. */
  readonly commands: readonly string[];
  /** Words that show its need without a command (`git@` for ssh). */
  readonly texts: readonly string[];
}

/** What `--no-install-recommends` leaves out when a package is installed. */
export type LeftOut =
  | {
      readonly kind: 'known';
      /** Has an effect that no one can see in the file: to be installed by name. */
      readonly add: readonly string[];
      /** Needed where their commands are used. */
      readonly tools: readonly LeftOutTool[];
      /** Compilers and headers, needed only where pip, gem, R or npm builds from source. */
      readonly forBuilds: readonly string[];
    }
  /** The table does not have the package or the suite, or it leaves out too much to name. */
  | { readonly kind: 'unknown' };

type ToolFacts = readonly [commands: string, texts?: string];

/**
 * Packages that Debian recommends for their commands alone. Sources: the file lists of Debian 12 (read on 2026-11-23). What is
 * recommended for its library, data or service is not here, and is added.
 */
const TOOLS: Readonly<Record<string, ToolFacts>> = {
  appstream: ['appstreamcli'],
  bzip2: ['bzip2 bunzip2 bzcat', '.bz2 .tbz tar.bz xjf'],
  curl: ['curl'],
  dbus: ['dbus-daemon dbus-run-session dbus-send dbus-monitor dbus-uuidgen', 'dbus'],
  'dbus-x11': ['dbus-launch'],
  dvisvgm: ['dvisvgm'],
  'exim4-daemon-light': ['exim4 exim sendmail mailq newaliases', 'sendmail MAILTO'],
  file: ['file'],
  gdb: ['gdb gdbserver'],
  gnupg: ['gpg gpgsm gpgconf gpg-agent apt-key add-apt-repository', 'gpg'],
  gnuplot: ['gnuplot'],
  'iso-codes': ['isoquery'],
  less: ['less lesspipe', 'PAGER'],
  'libdbd-mariadb-perl': ['mytop', 'DBD::MariaDB'],
  'libdbi-perl': ['dbiprof dbilogstrip', 'DBI'],
  'libgts-bin': ['gts2oogl'],
  'libldap-common': ['', 'ldap LDAP sasl SASL'],
  'libpaper-utils': ['paperconf paperconfig'],
  'libsasl2-modules': ['', 'ldap LDAP sasl SASL kafka smtp'],
  logrotate: ['logrotate', 'logrotate'],
  lynx: ['lynx'],
  mailcap: ['run-mailcap see edit compose print'],
  netbase: ['', '/etc/services /etc/protocols getservbyname getprotobyname perl'],
  netpbm: ['pnmtopng pngtopnm ppmtojpeg'],
  nftables: ['nft', 'nft'],
  'openssh-client': [
    'ssh scp sftp ssh-add ssh-agent ssh-keygen ssh-keyscan ssh-copy-id rsync',
    'git@ ssh:// git+ssh GIT_SSH type=ssh',
  ],
  patch: ['patch quilt'],
  'proj-bin': ['proj cs2cs projinfo'],
  psmisc: ['killall fuser pstree peekfd prtstat'],
  pv: ['pv'],
  samtools: ['samtools'],
  'shared-mime-info': ['update-mime-database xdg-mime', 'mimemagic mime'],
  sysstat: ['sar iostat mpstat pidstat'],
  unzip: ['unzip zipinfo funzip', '.zip'],
  wget: ['wget'],
  whois: ['whois mkpasswd'],
  'x11-utils': ['xprop xdpyinfo xwininfo xev xlsclients'],
  'x11-xserver-utils': ['xrandr xset xrdb xhost xsetroot xmodmap'],
  xsel: ['xsel'],
  xxd: ['xxd'],
  'xz-utils': ['xz unxz xzcat lzma', '.xz .txz tar.xz xJf .lzma'],
  zip: ['zip zipnote zipsplit'],
};

const FOR_BUILDS: ReadonlySet<string> = new Set([
  'build-essential',
  'python3-dev',
  'python3-all-dev',
  'r-base-dev',
  'ruby-dev',
]);

type Table = ReadonlyMap<string, string>;

const tables = new Map<Suite, Table>();

function tableOf(suite: Suite): Table {
  const known = tables.get(suite);
  if (known !== undefined) return known;
  const table = new Map<string, string>();
  const coded = Object.hasOwn(LEFT_OUT, suite) ? (LEFT_OUT[suite] ?? '') : '';
  for (const line of coded.split('\n')) {
    const bar = line.indexOf('<');
    for (const name of line.slice(bar + 1).split(' ')) table.set(name, line.slice(0, bar));
  }
  tables.set(suite, table);
  return table;
}

function words(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(' ');
}

/**
 * What `apt-get install --no-install-recommends` of a package leaves out that a plain install would bring, the whole tree of its
 * dependencies and what would have to be added included. Of an Ubuntu suite nothing is known.
 *
 * @param present packages that the same command names, or that the image has: they are not left out.
 */
export function leftOutBy(suite: Suite, name: string, present: ReadonlySet<string>): LeftOut {
  const table = tableOf(suite);
  const add = new Set<string>();
  const tools = new Map<string, LeftOutTool>();
  const forBuilds = new Set<string>();
  const queue = [name];
  const seen = new Set<string>();
  const isThere = (other: string): boolean =>
    seen.has(other) || (other !== name && present.has(other));
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (isThere(next)) continue;
    seen.add(next);
    const left = table.get(next);
    if (left === undefined || left === '*') return { kind: 'unknown' };
    for (const missing of words(left)) {
      if (isThere(missing)) continue;
      const facts = Object.hasOwn(TOOLS, missing) ? TOOLS[missing] : undefined;
      if (facts !== undefined) {
        tools.set(missing, {
          package: missing,
          commands: words(facts[0]),
          texts: words(facts[1]),
        });
      } else if (FOR_BUILDS.has(missing)) {
        forBuilds.add(missing);
      } else {
        add.add(missing);
        queue.push(missing);
      }
    }
  }
  return {
    kind: 'known',
    add: [...add].sort(),
    tools: [...tools.values()].sort((a, b) => (a.package < b.package ? -1 : 1)),
    forBuilds: [...forBuilds].sort(),
  };
}
