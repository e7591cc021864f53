import type { Reason } from '../../src/transform/transform.js';

/** Why `slim-base` refuses, or is not sure. */
export const REASONS: readonly Reason[] = [
  {
    id: 'variable-tag',
    meaning:
      'The base is written with variables, and callers may pass any value. Write the tag, or give the variable the slim tag.',
  },
  {
    id: 'digest-pinned',
    meaning: 'The digest decides which image is taken. Pin the digest of the slim tag by hand.',
  },
  {
    id: 'not-official-image',
    meaning: 'The image is no Docker official image; what its variants hold is not known.',
  },
  {
    id: 'database-image',
    meaning: 'Other variants of servers with data have other users, locales and collations.',
  },
  {
    id: 'named-context',
    meaning: 'A build context of the same name takes the place of the stage.',
  },
  {
    id: 'no-slim-variant',
    meaning: 'The image is not published in a slim variant.',
    nothingToGain: true,
  },
  { id: 'no-alpine-variant', meaning: 'The image is not published in an Alpine variant.' },
  { id: 'image-unknown-to-table', meaning: 'The table of published tags does not have the image.' },
  {
    id: 'tag-unknown-to-table',
    meaning:
      'The table of published tags does not have the tag: it is newer than the table, or was never published.',
  },
  { id: 'twin-never-published', meaning: 'The tag has no slim twin.' },
  { id: 'twin-differs', meaning: 'The slim tag of that name is another release or another suite.' },
  {
    id: 'suite-unknown',
    meaning: 'What the full and the slim variant hold on this suite is not known.',
  },
  {
    id: 'needs-compiler',
    meaning:
      'Something is compiled in the stage, and a compiler does not belong into an image that ships. Split a builder stage off first.',
  },
  {
    id: 'archive-ends',
    meaning:
      'Packages would have to be installed, and the archive of the suite has moved or ends within 90 days.',
  },
  { id: 'locales-needed', meaning: 'Locales are made, and slim images leave out translations.' },
  {
    id: 'documentation-needed',
    meaning: 'Documentation, manual pages or translations are used, which slim images leave out.',
  },
  {
    id: 'manual-pages-needed',
    meaning:
      'A package is installed that fails on slim images of this old suite for want of the folders of manual pages.',
  },
  { id: 'needs-glibc', meaning: 'Something that runs in the stage is not to be had on Alpine.' },
  {
    id: 'named-packages',
    meaning:
      'The configuration names packages of Debian that the image needs, and they can be installed in its slim variant alone. Leave packages out for this file, or base: alpine.',
  },
  {
    id: 'musl',
    meaning:
      'Alpine has another C library and another shell; whether the program runs there can only be tried.',
  },
  {
    id: 'platform',
    meaning:
      'The slim variant, or the binary packages that are installed, may not be published for the platform that FROM names.',
  },
  {
    id: 'context-absent',
    meaning:
      'What is copied or installed can only be seen in the build context; name it with --context.',
  },
  {
    id: 'manifest-unknown',
    meaning: 'A manifest that is installed is not in the build context, or can’t be read.',
  },
  {
    id: 'package-unknown',
    meaning: 'Whether a package needs libraries of the full image is not known.',
  },
  {
    id: 'binary-fetched',
    meaning:
      'A package fetches its binary from outside of its registry when it is installed, and is compiled where that fails.',
  },
  {
    id: 'builds-from-source',
    meaning:
      'The stage installs its own compiler, and which headers of the full image it uses can’t be seen.',
  },
  { id: 'command-unknown', meaning: 'Whether the slim image has a command is not known.' },
  {
    id: 'program-unknown',
    meaning: 'What is run is named by a variable, or is a program that came from elsewhere.',
  },
  { id: 'script-unreadable', meaning: 'A script that runs in the stage can’t be read.' },
  {
    id: 'runs-downloaded-script',
    meaning: 'A script is downloaded and run; what it needs can’t be seen.',
  },
  { id: 'local-package', meaning: 'A package file is installed without its dependencies.' },
  {
    id: 'copied-program',
    meaning: 'Files come from another image; which libraries they need can’t be seen.',
  },
  {
    id: 'needs-sdk',
    meaning: 'The final stage runs a command that the runtime of .NET is not known to have.',
  },
  {
    id: 'sdk-at-run-time',
    meaning:
      'Whether a .NET program asks for the SDK while it runs, and whether the tag of its runtime exists, can only be tried.',
  },
  {
    id: 'jdk-at-run-time',
    meaning:
      'Whether a Java program asks for the compiler or a tool of the JDK while it runs can only be tried.',
  },
  {
    id: 'needs-jdk',
    meaning: 'A command of the JDK is run in the stage. Split a builder stage off first.',
  },
  {
    id: 'dead-image',
    meaning:
      'The image gets no updates any more; its successor is another system, which can only be tried.',
  },
  {
    id: 'successor-differs',
    meaning:
      'The image gets no updates any more, and something in the stage counts on its system. Move it by hand.',
  },
  {
    id: 'no-successor',
    meaning: 'The image gets no updates any more, and no living image has this release.',
  },
  { id: 'onbuild', meaning: 'ONBUILD instructions run in images that are built on this one.' },
];
