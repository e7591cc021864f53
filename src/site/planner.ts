import type { Analysis } from './analysis.js';
import type { PlaygroundInput } from './input.js';
import type { WorkerRequest } from './worker.js';

/** Plans inputs beside the page, so that typing stays smooth; only the last one that was asked for is answered. */
export interface Planner {
  plan(input: PlaygroundInput): void;
}

/** Milliseconds that newer inputs wait for an answer that nobody needs any more. */
const PATIENCE_MILLISECONDS = 400;
/** Milliseconds after which the page says that it still works. */
const SLOW_MILLISECONDS = 1500;
/** Milliseconds after which planning is given up. */
const LIMIT_MILLISECONDS = 60_000;

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/**
 * Makes a planner.
 * @param source the program of the worker
 * @param tell told each answer, and `slow` when one takes long
 */
export function createPlanner(source: string, tell: (answer: Analysis | 'slow') => void): Planner {
  const start = workerStarter(source);
  let worker = start();
  let asked: number | undefined;
  let waiting: PlaygroundInput | undefined;
  let timers: readonly ReturnType<typeof setTimeout>[] = [];

  const ask = (input: PlaygroundInput): void => {
    waiting = undefined;
    asked = Date.now();
    const request: WorkerRequest = { input, today: new Date().toISOString().slice(0, 10) };
    worker.onmessage = ({ data }: MessageEvent<Analysis>) => {
      done();
      if (waiting === undefined) tell(data);
      else ask(waiting);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      restart();
      tell({ kind: 'failed', message: `The planner could not run: ${event.message}` });
    };
    timers = [
      setTimeout(() => {
        tell('slow');
      }, SLOW_MILLISECONDS),
      setTimeout(() => {
        restart();
        tell({
          kind: 'failed',
          message: 'Planning took over a minute and was stopped; run dockopt fix on your machine.',
        });
      }, LIMIT_MILLISECONDS),
    ];
    worker.postMessage(request);
  };
  const done = (): void => {
    asked = undefined;
    timers.forEach(clearTimeout);
    timers = [];
  };
  const restart = (): void => {
    done();
    worker.terminate();
    worker = start();
  };
  const askAnew = (): void => {
    if (waiting === undefined) return;
    restart();
    ask(waiting);
  };

  return {
    plan(input) {
      if (asked === undefined) {
        ask(input);
        return;
      }
      if (waiting === undefined) {
        const left = PATIENCE_MILLISECONDS - (Date.now() - asked);
        timers = [...timers, setTimeout(askAnew, Math.max(left, 0))];
      }
      waiting = input;
    },
  };
}

/** Starts workers of one program. The page's policy lets no other address become a program. */
function workerStarter(source: string): () => Worker {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('dockopt-worker', {
    createScriptURL: (asked) => {
      if (asked !== url) throw new Error('no other program runs here');
      return asked;
    },
  });
  const trusted = policy?.createScriptURL(url) ?? url;
  return () => new Worker(trusted);
}
