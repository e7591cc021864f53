import { StringDecoder } from 'node:string_decoder';

/** Characters of a line that are kept; a program may print megabytes without a line's end. */
const LINE_LIMIT = 2000;

/** Takes bytes of a text as they come. */
export interface ByteSink {
  write(bytes: Buffer): void;
  /** No more will come. */
  end(): void;
}

/** Cuts bytes into lines, without their ends. A line of more than {@link LINE_LIMIT} characters is cut off there. */
export function lineSink(onLine: (line: string) => void): ByteSink {
  const decoder = new StringDecoder('utf8');
  let open = '';
  const take = (text: string): void => {
    const lines = text.split(/\r?\n/);
    const last = lines.pop() ?? '';
    for (const line of lines) {
      onLine((open + line).slice(0, LINE_LIMIT));
      open = '';
    }
    open = (open + last).slice(0, LINE_LIMIT);
  };
  return {
    write: (bytes) => {
      take(decoder.write(bytes));
    },
    end: () => {
      take(decoder.end());
      if (open !== '') onLine(open);
      open = '';
    },
  };
}

/** Keeps the last characters of a text. */
export interface TextTail extends ByteSink {
  readonly text: string;
}

/** @param limit how many UTF-16 units are kept */
export function textTail(limit: number): TextTail {
  const decoder = new StringDecoder('utf8');
  let kept = '';
  const take = (text: string): void => {
    kept += text;
    // Not for each piece, because cutting copies.
    if (kept.length > 2 * limit) kept = kept.slice(-limit);
  };
  return {
    write: (bytes) => {
      take(decoder.write(bytes));
    },
    end: () => {
      take(decoder.end());
    },
    get text() {
      return kept.slice(-limit);
    },
  };
}
