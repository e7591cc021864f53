/**
 * What an image is seen to do as it is, which it has to do when it is rewritten, too.
 * - `smoke`: a command that the user gave succeeds.
 * - `health`: the command of its HEALTHCHECK does.
 * - `listening`: ports are listened on.
 * - `alive`: its program keeps running.
 * - `ends`: its program ends with success.
 * - `nothing`: it offers nothing to compare.
 */
export type Trial =
  | {
      readonly kind: 'smoke';
      readonly command: string;
      /** In the container whose own program runs, or alone in one of its own. */
      readonly place: 'inside' | 'alone';
      /** Undefined where it differs from run to run. */
      readonly output: string | undefined;
    }
  | { readonly kind: 'health'; readonly words: readonly string[] }
  | { readonly kind: 'listening'; readonly ports: readonly number[] }
  | { readonly kind: 'alive' }
  | { readonly kind: 'ends' }
  | { readonly kind: 'nothing'; readonly why: string };

/** Whether the image was used as it will be, so that a build was more than built. */
export function isExercised({ kind }: Trial): boolean {
  return kind !== 'ends' && kind !== 'nothing';
}

/** What was seen of both images, as a clause: `port 8080 is listened on in both`. */
export function describeTrial(trial: Trial): string {
  switch (trial.kind) {
    case 'smoke':
      return trial.output === undefined
        ? 'the smoke command succeeds in both (what it prints differs from run to run)'
        : 'the smoke command succeeds and prints the same in both';
    case 'health':
      return 'the health check passes in both';
    case 'listening':
      return `port${trial.ports.length > 1 ? 's' : ''} ${trial.ports.join(', ')} ${trial.ports.length > 1 ? 'are' : 'is'} listened on in both`;
    case 'alive':
      return 'the program keeps running in both';
    case 'ends':
      return 'the program ends at once, with success in both';
    case 'nothing':
      return trial.why;
  }
}
