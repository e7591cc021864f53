import { takesPath } from '../../transform/removal.js';

/**
 * Files in which package managers and the scripts of packages sum up what is installed. Where packages may go they can't stay
 * the same, and what they say is compared by its meaning: the packages themselves, and all files that these own. Written on
 * 2026-11-25 from what builds of Debian 12 leave, and from the maintainer scripts of the packages that write them.
 */
const DERIVED: readonly string[] = [
  // dpkg and apt.
  '/var/lib/dpkg/status',
  '/var/lib/dpkg/status-old',
  '/var/lib/dpkg/available',
  '/var/lib/dpkg/alternatives',
  '/var/lib/dpkg/diversions',
  '/var/lib/dpkg/diversions-old',
  '/var/lib/dpkg/statoverride',
  '/var/lib/dpkg/statoverride-old',
  '/var/lib/dpkg/triggers',
  '/var/lib/dpkg/info',
  '/var/lib/apt/extended_states',
  '/var/cache/apt',
  '/var/cache/debconf',
  '/var/lib/ucf',
  '/var/log/apt',
  '/var/log/alternatives.log',
  '/var/log/bootstrap.log',
  '/var/log/dpkg.log',
  '/var/log/fontconfig.log',
  // apk.
  '/lib/apk/db',
  '/usr/lib/apk/db',
  // The dynamic linker.
  '/etc/ld.so.cache',
  '/var/cache/ldconfig',
  // Services that scripts of packages switch on.
  '/etc/rc*.d',
  '/etc/systemd/*/*.wants',
  // What is made anew whenever a system starts.
  '/run',
  // What triggers and scripts of packages make of the files of all.
  '/etc/mailcap',
  '/etc/shells',
  '/etc/pam.d/common-*',
  '/etc/sgml',
  '/etc/xml',
  '/usr/lib/*/gdk-pixbuf-2.0/*/loaders.cache',
  '/usr/lib/*/gtk-*/*/immodules.cache',
  '/usr/share/applications/mimeinfo.cache',
  '/usr/share/glib-2.0/schemas/gschemas.compiled',
  '/usr/share/icons/*/icon-theme.cache',
  '/usr/share/info/dir',
  '/usr/share/info/dir.old',
  '/usr/share/mime',
  '/usr/share/perl5/XML/SAX/ParserDetails.ini',
  '/var/cache/fontconfig',
  '/var/cache/man',
  '/var/lib/emacsen-common',
  '/var/lib/ghostscript',
  '/var/lib/pam',
  '/var/lib/python',
  '/var/lib/sgml-base',
  '/var/lib/systemd/deb-systemd-helper-enabled',
  '/var/lib/systemd/deb-systemd-user-helper-enabled',
  '/var/lib/xml-core',
];

/** Whether a file sums up what is installed. */
export function isDerived(path: string): boolean {
  return DERIVED.some((pattern) => takesPath(pattern, path));
}
