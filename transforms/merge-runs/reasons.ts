import type { Reason } from '../../src/transform/transform.js';

/** Why two RUNs are not merged, or why the merge is no more than `unsafe`. */
export const REASONS = [
  {
    id: 'stage-does-not-ship',
    nothingToGain: true,
    meaning:
      'The stage is not part of an image that ships: layers cost nothing there, and separate RUNs keep the build cache fine-grained. --merge all merges there too.',
  },
  {
    id: 'cache-split',
    nothingToGain: true,
    meaning:
      'Nothing is won that is worth the build cache: the RUNs do work of different kinds, install something huge, or only one of them depends on a build argument. Merge them by hand if they always change together.',
  },
  {
    id: 'no-bytes-won',
    nothingToGain: true,
    meaning: 'The merge would save a layer but no bytes, and --merge pays asks for bytes.',
  },
  {
    id: 'instruction-between',
    meaning:
      'A later RUN removes or changes what an earlier one made, but other instructions stand between them. Move them so that the two RUNs stand side by side.',
  },
  {
    id: 'exec-form',
    meaning: 'A RUN in exec form starts a program without a shell: there is no script to merge.',
  },
  {
    id: 'heredoc',
    meaning: 'A heredoc can’t be joined with other lines without changing what it holds.',
  },
  {
    id: 'flags-differ',
    meaning: 'The flags of the RUNs differ, and a flag holds for all that its RUN does.',
  },
  {
    id: 'private-flags',
    meaning:
      'A mount of a secret, an SSH agent or a temporary file system, a writable bind mount, --security or --device must not be given to more commands.',
  },
  {
    id: 'shell-unknown',
    meaning: 'The shell is none for which the forms of merging were proven (sh, dash, ash, bash).',
  },
  {
    id: 'base-shell-unknown',
    meaning:
      'The merge is right unless the base image sets a SHELL with -e, and the base image is none of Docker’s official ones.',
  },
  {
    id: 'shared-layers',
    meaning:
      'Another Dockerfile of the context starts with the same lines and then goes on differently: a merge ends the sharing of their layers.',
  },
  {
    id: 'script-error',
    meaning: 'The shell script of a RUN could not be read.',
  },
  {
    id: 'state-change',
    meaning:
      'An earlier RUN changes the state of its shell (folder, variables, options, traps) or ends it, and the later one would feel it. A subshell around the earlier commands avoids that.',
  },
  {
    id: 'background',
    meaning: 'A command runs in the background: it ends with its RUN, and would live on.',
  },
  {
    id: 'daemon',
    meaning: 'A RUN starts a service, which ends with its RUN and would live on.',
  },
  {
    id: 'host-files',
    meaning:
      '/etc/hosts, /etc/resolv.conf and /etc/hostname are renewed for each RUN; in a merged one the change would last.',
  },
  {
    id: 'shell-variables',
    meaning: 'A later RUN reads a value that starts afresh with each shell, such as $? or $!.',
  },
  {
    id: 'options-differ',
    meaning: 'The RUNs set different shell options (set -e, -u, -x, pipefail).',
  },
  {
    id: 'errexit',
    meaning:
      'One of the RUNs stops at the first failing command (set -e) and the other does not, and no common form does the same as both.',
  },
  {
    id: 'quoted-lines',
    meaning: 'A quoted string spans lines, and its lines must stay as they are.',
  },
  {
    id: 'trailing-comment',
    meaning: 'A comment can’t be lifted to a line of its own without hiding commands.',
  },
  {
    id: 'linter-comment',
    meaning:
      'A comment for a linter stands above the later RUN. Inside of a merged RUN it would have no effect.',
  },
  {
    id: 'too-long',
    meaning: 'The merged script would be longer than 64 KiB; the system’s limit is 128 KiB.',
  },
  {
    id: 'onbuild',
    meaning: 'ONBUILD RUNs run in builds that can’t be seen from here.',
  },
  {
    id: 'layout',
    meaning: 'The lines of a RUN are laid out in a way that could not be kept.',
  },
  {
    id: 'lists-needed-between',
    meaning:
      'A lone update of the package lists can’t be moved to the install that needs it, because something between them may need the lists or change where they come from.',
  },
] as const satisfies readonly Reason[];

/** An id of {@link REASONS}. */
export type MergeReason = (typeof REASONS)[number]['id'];

/** A refusal: its reason and what it means here, as the end of a sentence. */
export interface Obstacle {
  readonly reason: MergeReason;
  /** Completes “Neighbouring RUNs are not merged: …”. */
  readonly why: string;
}
