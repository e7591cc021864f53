import { visible } from '../report/file-report.js';
import { part } from './dom.js';
import { copy } from './saving.js';

/** Milliseconds for which it is shown what happened. */
const SAID_MILLISECONDS = 8000;

let silence: ReturnType<typeof setTimeout> | undefined;

/** Says something that happened, for a while, also to those who do not see it. */
export function say(text: string): void {
  clearTimeout(silence);
  part('said', HTMLElement).textContent = visible(text);
  silence = setTimeout(() => {
    part('said', HTMLElement).textContent = '';
  }, SAID_MILLISECONDS);
}

/** Says how the plan stands. The same words are not said twice. */
export function setStatus(text: string): void {
  const status = part('status', HTMLElement);
  if (status.textContent !== text) status.textContent = text;
}

/** Copies a text and says so. */
export async function copyAndSay(text: string, what: string): Promise<void> {
  say((await copy(text)) ? `Copied ${what}.` : `The browser did not let ${what} be copied.`);
}
