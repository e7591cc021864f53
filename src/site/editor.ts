import { element, fill, part } from './dom.js';
import { paintLine } from './paint.js';

/** Lines of a text that are set off: one that is wrong, and those that something was found in. Lines count from 1. */
export interface LineMarks {
  readonly wrong: number | undefined;
  readonly found: ReadonlySet<number>;
}

/** A place with a text in it that a person edits. */
export interface Editor {
  /** Shows a text. Line ends become `\n` in it, as browsers have it. */
  show(path: string, text: string): void;
  mark(marks: LineMarks): void;
  /** Moves the focus to a line, from 1, and selects it. */
  goTo(line: number): void;
}

/** Pixels of a line, as the style has it. */
const LINE_HEIGHT = 20;
/** Texts over this many UTF-16 units are shown in a bare text area: colours and numbers would make typing slow. */
const PAINTED_LENGTH = 60_000;
/** Texts over this many UTF-16 units are put in at once and not as if they were typed, which takes browsers minutes. */
const TYPED_LENGTH = 100_000;

/**
 * Makes the editor of the page: a plain text area over its own text in colours, with line numbers.
 * @param changed told the whole text, its line ends `\n`, when a person changed it
 */
export function createEditor(changed: (text: string) => void): Editor {
  const box = part('editor', HTMLDivElement);
  const area = part('text', HTMLTextAreaElement);
  const gutter = part('gutter', HTMLPreElement);
  const paint = part('paint', HTMLPreElement);
  let marks: LineMarks = { wrong: undefined, found: new Set() };
  let painted: readonly string[] = [];

  const draw = (): void => {
    const isBare = area.value.length > PAINTED_LENGTH;
    box.classList.toggle('is-bare', isBare);
    const lines = isBare ? [] : area.value.split('\n');
    drawLines(paint, painted, lines);
    painted = lines;
    drawNumbers(gutter, lines.length);
    drawMarks();
  };
  const drawMarks = (): void => {
    for (const each of [
      ...gutter.querySelectorAll('[class]'),
      ...paint.querySelectorAll('.wrong'),
    ]) {
      each.removeAttribute('class');
    }
    for (const line of marks.found) gutter.children[line - 1]?.setAttribute('class', 'found');
    if (marks.wrong === undefined) return;
    gutter.children[marks.wrong - 1]?.setAttribute('class', 'wrong');
    paint.children[marks.wrong - 1]?.setAttribute('class', 'wrong');
  };

  area.addEventListener('input', () => {
    marks = { ...marks, wrong: undefined };
    draw();
    changed(area.value);
  });
  area.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (area.readOnly || text.length <= TYPED_LENGTH) return;
    event.preventDefault();
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input'));
  });

  return {
    show(path, text) {
      const shown = text.replace(/\r\n?/g, '\n');
      // Setting a value forgets what can be undone.
      if (area.value !== shown) {
        area.value = shown;
        box.scrollTo(0, 0);
      }
      box.dataset['path'] = path;
      draw();
    },
    mark(next) {
      marks = next;
      if (marks.wrong === undefined) {
        area.removeAttribute('aria-invalid');
        area.removeAttribute('aria-describedby');
      } else {
        area.setAttribute('aria-invalid', 'true');
        area.setAttribute('aria-describedby', 'problem');
      }
      drawMarks();
    },
    goTo(line) {
      const lines = area.value.split('\n');
      const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
      area.focus({ preventScroll: true });
      area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
      const top = Math.max(line - 4, 0) * LINE_HEIGHT;
      box.scrollTo(0, top);
      area.scrollTo(0, top);
      box.scrollIntoView({ block: 'nearest' });
    },
  };
}

/** Paints the lines that are not as they were: a key changes one of thousands. */
function drawLines(target: HTMLElement, before: readonly string[], after: readonly string[]): void {
  const shortest = Math.min(before.length, after.length);
  let first = 0;
  while (first < shortest && before[first] === after[first]) first += 1;
  let last = 0;
  while (last < shortest - first && before.at(-1 - last) === after.at(-1 - last)) last += 1;
  const made = after
    .slice(first, after.length - last)
    .map((line) => element('span', {}, paintLine(line), '\n'));
  const old = [...target.children].slice(first, before.length - last);
  const next = target.children[before.length - last] ?? null;
  for (const each of old) each.remove();
  for (const each of made) target.insertBefore(each, next);
}

function drawNumbers(target: HTMLElement, count: number): void {
  if (count === 0) fill(target);
  while (target.children.length > count) target.lastElementChild?.remove();
  while (target.children.length < count) {
    target.append(element('span', {}, target.children.length + 1));
  }
}
