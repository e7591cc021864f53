import { sameUserPrefix, type Invocation } from './invocation.js';
import type { ReasonId } from './reasons.js';
import type { RunFacts } from './run-facts.js';

/** Why a script can't be edited, for people. */
export function lockedMessage(reason: ReasonId): string {
  switch (reason) {
    case 'exec-form':
      return 'This RUN installs packages and does not clean up, but it is in exec form, which is not edited; write it in shell form.';
    case 'heredoc':
      return 'This RUN installs packages and does not clean up, but heredocs are not edited; add the clean-up as the last line of the script.';
    default:
      return 'This RUN installs packages and does not clean up, but its script can not be read in full, so it is not edited.';
  }
}

/** Why nothing can follow a part of a script, for people. */
export function pointMessage(reason: 'background' | 'compound-end' | 'exits-early'): string {
  switch (reason) {
    case 'background':
      return 'The statement that would be followed by the clean-up runs in the background; wait for it, and clean up then.';
    case 'compound-end':
      return 'The script ends with a compound command whose failing commands end the build; a `&&` behind it would switch that off, so the clean-up has to be added by hand.';
    case 'exits-early':
      return 'The script leaves with exit or exec before its end, so a clean-up at the end would never run; put it in front of that.';
  }
}

/** What makes a command run as root as the installs are; undefined where they are not run as root. */
export function rootPrefix(run: RunFacts, calls: readonly Invocation[]): string | undefined {
  const prefixes = calls.map(sameUserPrefix);
  if (prefixes.includes(undefined)) return undefined;
  if (prefixes.length > 0 && prefixes.every((prefix) => prefix?.startsWith('sudo ') === true)) {
    return prefixes[0];
  }
  const user = (run.state.user ?? '').replace(/:.*$/, '');
  const root = user === '' || user === 'root' || user === '0' || user.includes('$');
  return root ? '' : undefined;
}
