import type { Reason } from '../../src/transform/transform.js';

/** Every reason for which a clean-up is refused, or is no more than `unsafe`. */
export const REASONS = [
  {
    id: 'background',
    meaning:
      'The statement that installs runs in the background, so nothing can follow it; wait for it in the same RUN.',
  },
  {
    id: 'compound-end',
    meaning:
      'The script ends with a compound command under `set -e`, which a `&&` behind it would switch off; add the clean-up by hand.',
  },
  {
    id: 'conditional-install',
    meaning:
      'The package manager is called in a condition, a loop or a function, so it may not be there when the clean-up would call it; add the clean-up next to the call.',
  },
  {
    id: 'context-absent',
    meaning:
      'What the copied files need can only be seen in the build context, which is not known; name it with --context.',
  },
  {
    id: 'exec-form',
    meaning: 'The RUN is in exec form, which has no `&&`; write it in shell form.',
  },
  {
    id: 'exits-early',
    meaning: 'The script leaves with `exit` or `exec` before a clean-up could run.',
  },
  {
    id: 'heredoc',
    meaning: 'The script is a heredoc, which is not edited; add the clean-up as its last line.',
  },
  {
    id: 'lists-in-earlier-layer',
    meaning:
      'An earlier RUN fetched the package lists and keeps them, so removing them here saves nothing; join the RUNs.',
  },
  {
    id: 'lists-needed-at-run-time',
    meaning: 'What the container starts installs packages without fetching the lists first.',
  },
  {
    id: 'lists-needed-later',
    meaning:
      'A later instruction looks packages up in the lists and can not be given an `apt-get update` of its own; give it one.',
  },
  {
    id: 'lone-update',
    meaning:
      'A RUN fetches package lists and installs nothing, so the lists stay in its layer; join it with the RUN that installs.',
  },
  {
    id: 'no-network',
    meaning: 'The RUN has no network, and `apk add --no-cache` needs one to read the index.',
  },
  {
    id: 'not-root',
    meaning:
      'The RUN is not run as root, so it can not remove what the package manager stored for the system.',
  },
  {
    id: 'offline-later',
    meaning: 'A later command works offline from the cache that would be emptied.',
  },
  {
    id: 'old-pip',
    meaning: 'The pip of this release is older than 6.0 and does not know --no-cache-dir.',
  },
  {
    id: 'other-user',
    meaning:
      'The install is run as another user (sudo -u, gosu), whose cache a further command would not reach.',
  },
  {
    id: 'pnpm-hard-links',
    nothingToGain: true,
    meaning:
      'node_modules holds hard links to the files of the pnpm store, so emptying the store frees nothing; mount a cache at the store instead.',
  },
  {
    id: 'recommends-dropped',
    meaning:
      'Packages that are installed as recommended today would be left out and are not known to be needless; install by name what is used.',
  },
  {
    id: 'recommends-unknown',
    meaning: 'It is not known what a package recommends on this release; check what is left out.',
  },
  {
    id: 'removed-later',
    meaning:
      'A later RUN removes the same files with an rm that fails where there are none; give it -f.',
  },
  {
    id: 'stage-not-shipped',
    nothingToGain: true,
    meaning: 'The stage is not part of an image that ships, so a clean-up would save nothing.',
  },
  {
    id: 'unread-script',
    meaning:
      'A script that runs later may look packages up in the lists and can not be read from here; check it, or name the build context.',
  },
  {
    id: 'unreadable-script',
    meaning: 'The script can not be read as a POSIX shell script, so it is not edited.',
  },
  {
    id: 'yarn-berry',
    meaning: 'This is Yarn 2 or later, whose cache can be the dependency store itself.',
  },
  {
    id: 'yarn-version-unknown',
    meaning:
      'It can not be seen whether this is Yarn 1, whose cache is a mere cache; name the build context.',
  },
] as const satisfies readonly Reason[];

/** The id of a reason. */
export type ReasonId = (typeof REASONS)[number]['id'];
