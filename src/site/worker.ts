import { analyse } from './analyse.js';
import type { Analysis } from './analysis.js';
import type { PlaygroundInput } from './input.js';

/** What the page asks. */
export interface WorkerRequest {
  readonly input: PlaygroundInput;
  /** The day, `YYYY-MM-DD`. */
  readonly today: string;
}

addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
  void answer(data).then((analysis) => {
    postMessage(analysis);
  });
});

async function answer({ input, today }: WorkerRequest): Promise<Analysis> {
  try {
    return await analyse(input, today);
  } catch (error) {
    // Nobody above can tell it to a person.
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      kind: 'failed',
      message: `This is a bug of dockopt, please report it with the file at hand. ${message}`,
    };
  }
}
