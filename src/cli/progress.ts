import { fitStart } from '../report/columns.js';
import { visible } from '../report/file-report.js';

/** What goes on, in one line of a terminal that is written over and gone in the end. */
export interface Progress {
  /** What goes on now, in a few words. */
  readonly tell: (what: string) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** The part of a stream that a progress needs. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** What takes less is over before anybody asks. */
const FIRST_MILLISECONDS = 1000;
const NEXT_MILLISECONDS = 200;
const CLEAR = '\r\u001b[2K';

/**
 * Shows what goes on, with the seconds since it began, from its first second on; nothing where the stream is no terminal.
 * @param stream standard error, because standard output belongs to the report
 */
export function showProgress(stream: ProgressStream): Progress {
  if (stream.isTTY !== true) return { tell: () => undefined, end: () => undefined };
  const start = performance.now();
  let what = '';
  let isShown = false;
  const draw = (): void => {
    if (what === '') return;
    const seconds = Math.floor((performance.now() - start) / 1000);
    // The last column stays free: some terminals begin a new line after it.
    const line = fitStart(`${seconds} s  ${visible(what)}`, (stream.columns ?? 80) - 1).trimEnd();
    stream.write(CLEAR + line);
    isShown = true;
  };
  let timer = setTimeout(() => {
    draw();
    timer = setInterval(draw, NEXT_MILLISECONDS);
    timer.unref();
  }, FIRST_MILLISECONDS);
  timer.unref();
  return {
    tell: (now) => {
      what = now;
    },
    end: () => {
      clearTimeout(timer);
      if (isShown) stream.write(CLEAR);
    },
  };
}
