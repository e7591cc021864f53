import { counted, visible } from '../report/file-report.js';
import type { Analysis } from './analysis.js';
import { button, fill, part, redraw } from './dom.js';
import { createEditor, type LineMarks } from './editor.js';
import { DOCKERFILE, DOCKERIGNORE, textOf, type PlaygroundInput } from './input.js';

/** What a person does with the files of an input. */
export interface InputActions {
  /** The input as it is now. */
  readonly input: () => PlaygroundInput;
  readonly select: (path: string) => void;
  /** The text of the selected file was changed. */
  readonly edit: (text: string) => void;
  readonly remove: () => void;
}

/** The part of the page that shows what is planned for: the files as tabs, and the text of one. */
export interface InputView {
  draw(selected: string): void;
  /** Sets off the lines that an answer speaks of. */
  mark(analysis: Analysis): void;
  /** Moves the focus to a line of the selected file. */
  goTo(line: number): void;
}

/** Makes the view of the input. */
export function createInputView(actions: InputActions): InputView {
  const tabs = part('tabs', HTMLDivElement);
  const remove = part('remove', HTMLButtonElement);
  let selected = DOCKERFILE;
  const textShown = (): string | undefined => textOf(actions.input(), selected);
  const editor = createEditor((shown) => {
    // Browsers show line ends as `\n` alone; a file that has the others keeps them.
    actions.edit(hasCarriageReturns(textShown() ?? '') ? shown.replaceAll('\n', '\r\n') : shown);
  });

  tabs.addEventListener('keydown', (event) => {
    const step = STEPS.get(event.key);
    if (step === undefined) return;
    event.preventDefault();
    const paths = pathsOf(actions.input());
    const index = Math.min(Math.max(paths.indexOf(selected) + step, 0), paths.length - 1);
    actions.select(paths[index] ?? DOCKERFILE);
    document.getElementById('selected-tab')?.focus();
  });
  remove.addEventListener('click', () => {
    actions.remove();
    document.getElementById('selected-tab')?.focus();
  });

  return {
    draw(path) {
      selected = path;
      redraw(tabs, () => {
        fill(
          tabs,
          pathsOf(actions.input()).map((each) => tab(each, each === path, actions)),
        );
      });
      revealTab(tabs);
      const text = textShown();
      part('text-label', HTMLLabelElement).textContent = `Text of ${visible(path)}`;
      part('text', HTMLTextAreaElement).readOnly = text === undefined;
      part('file-note', HTMLElement).textContent = noteOn(text);
      editor.show(path, text ?? '');
      remove.hidden = path === DOCKERFILE;
      remove.textContent = `Remove ${visible(path)}`;
    },
    mark(analysis) {
      editor.mark(marksOf(analysis, selected));
      part('file-note', HTMLElement).textContent = noteOn(textShown());
    },
    goTo: (line) => {
      editor.goTo(line);
    },
  };
}

/** Scrolls the row of tabs, and nothing else, so that the selected one is seen. */
function revealTab(tabs: HTMLElement): void {
  const row = tabs.getBoundingClientRect();
  const at = document.getElementById('selected-tab')?.getBoundingClientRect() ?? row;
  tabs.scrollLeft += Math.max(at.right - row.right, 0) - Math.max(row.left - at.left, 0);
}

const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowRight', 1],
  ['ArrowLeft', -1],
  ['Home', -Infinity],
  ['End', Infinity],
]);

function pathsOf(input: PlaygroundInput): readonly string[] {
  return [DOCKERFILE, ...input.files.map(({ path }) => path)];
}

function tab(path: string, isSelected: boolean, { select }: InputActions): HTMLButtonElement {
  return button(
    visible(path),
    () => {
      select(path);
    },
    {
      role: 'tab',
      id: isSelected ? 'selected-tab' : undefined,
      'aria-selected': isSelected ? 'true' : 'false',
      'aria-controls': 'file',
      tabindex: isSelected ? 0 : -1,
      'data-key': `tab ${path}`,
    },
  );
}

/** Whether every line of a text ends as on Windows. */
function hasCarriageReturns(text: string): boolean {
  return text.includes('\r\n') && !/(?:^|[^\r])\n/.test(text);
}

function noteOn(text: string | undefined): string {
  if (text === undefined) return 'no text, or over 2 MiB: its name and size alone count';
  const lines = text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
  return counted(lines, 'line') + (hasCarriageReturns(text) ? ' · CRLF' : '');
}

function marksOf(analysis: Analysis, selected: string): LineMarks {
  const isDockerfile = selected === DOCKERFILE;
  const file = isDockerfile ? 'dockerfile' : 'dockerignore';
  const hasFindings = isDockerfile || selected === DOCKERIGNORE;
  const findings = analysis.kind === 'planned' && hasFindings ? analysis.findings : [];
  return {
    wrong: analysis.kind === 'rejected' && isDockerfile ? analysis.line : undefined,
    found: new Set(
      findings
        .filter((finding) => finding.state === 'applied' && finding.file === file)
        .map(({ firstLine }) => firstLine),
    ),
  };
}
