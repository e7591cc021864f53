import { visible } from '../report/file-report.js';
import { listenForFiles } from './add-files.js';
import type { Analysis } from './analysis.js';
import { button, element, part } from './dom.js';
import { readExamples } from './examples.js';
import { moveOffFixes } from './fix-ids.js';
import { createInputView } from './input-view.js';
import {
  DOCKERFILE,
  DOCKERIGNORE,
  EMPTY_INPUT,
  textOf,
  withFile,
  withoutFile,
  type PlaygroundInput,
} from './input.js';
import { decodeLink, encodeLink } from './link.js';
import { say, setStatus } from './messages.js';
import { createPlanner } from './planner.js';
import { takeFiles, type GivenFile } from './read-files.js';
import { createResultView } from './result-view.js';
import { copy } from './saving.js';
import { watchTheme } from './theme.js';

/** Milliseconds without a key after which what was typed is planned. */
const PAUSE_MILLISECONDS = 180;
/** Characters of a link from which some programs cut it. */
const LONG_LINK = 8000;

const examples = readExamples(part('examples', HTMLElement).textContent);
const example = part('example', HTMLSelectElement);
const unsafe = part('unsafe', HTMLInputElement);
const base = part('base', HTMLSelectElement);

let input: PlaygroundInput = EMPTY_INPUT;
let selected = DOCKERFILE;
let analysis: Analysis = { kind: 'empty' };
let pause: ReturnType<typeof setTimeout> | undefined;
/** The fragment of the address that this page has written itself, or read. */
let linked = '';

const planner = createPlanner(part('worker', HTMLElement).textContent, (answer) => {
  if (answer === 'slow') {
    setStatus('Still planning …');
    return;
  }
  analysis = answer;
  drawAnalysis();
});

const inputView = createInputView({
  input: () => input,
  select: (path) => {
    selected = path;
    drawInput();
  },
  edit: (text) => {
    const before = textOf(input, selected) ?? '';
    input = withFile(input, { path: selected, text });
    const file =
      selected === DOCKERFILE
        ? 'dockerfile'
        : selected === DOCKERIGNORE
          ? 'dockerignore'
          : undefined;
    if (file !== undefined) input = { ...input, off: moveOffFixes(input.off, file, before, text) };
    example.value = '';
    schedule(PAUSE_MILLISECONDS);
  },
  remove: () => {
    say(`Removed ${selected}.`);
    setInput(withoutFile(input, selected));
  },
});

const drawResult = createResultView({
  start: startView,
  has: (path) => textOf(input, path) !== undefined,
  goTo: (path, line) => {
    if (selected !== path) {
      selected = path;
      drawInput();
    }
    inputView.goTo(line);
  },
  toggle: ({ id, file }, isOn) => {
    if (id === undefined) return;
    const others = input.off.filter((fix) => fix.id !== id);
    input = { ...input, off: isOn ? others : [...others, { id, file }] };
    schedule(0);
  },
});

/** Takes another input, shows its files and plans it. */
function setInput(next: PlaygroundInput): void {
  input = next;
  if (selected !== DOCKERFILE && !input.files.some(({ path }) => path === selected)) {
    selected = DOCKERFILE;
  }
  drawInput();
  schedule(0);
}

function schedule(wait: number): void {
  clearTimeout(pause);
  document.body.dataset['state'] = 'planning';
  pause = setTimeout(() => {
    pause = undefined;
    planner.plan(input);
  }, wait);
}

function drawInput(): void {
  inputView.draw(selected);
  inputView.mark(analysis);
  unsafe.checked = input.unsafe;
  base.value = input.base;
}

function drawAnalysis(): void {
  // An answer to what was asked before the last change is shown, and more is to come.
  if (pause === undefined) document.body.dataset['state'] = analysis.kind;
  inputView.mark(analysis);
  drawResult(analysis);
}

/** What stands in place of a result when there is nothing yet. */
function startView(): HTMLElement {
  return element(
    'div',
    { class: 'start' },
    element('h2', {}, 'Nothing to show yet'),
    element(
      'p',
      {},
      'Paste a Dockerfile into the editor. With the files it copies (drop the folder of the build context anywhere on this page) more can be known, and more is safe. Or start with an example:',
    ),
    element(
      'div',
      {},
      examples.map(({ name }) =>
        button(name, () => {
          openExample(name);
        }),
      ),
    ),
  );
}

function openExample(name: string): void {
  const found = examples.find((each) => each.name === name);
  if (found === undefined) return;
  selected = DOCKERFILE;
  example.value = name;
  setInput({ ...input, dockerfile: found.dockerfile, files: found.files, off: [] });
}

async function take(given: readonly GivenFile[]): Promise<void> {
  const taken = await takeFiles(input, given);
  say(taken.said);
  example.value = '';
  setInput(taken.input);
}

async function share(): Promise<void> {
  linked = await encodeLink(input);
  location.replace(`#${linked}`);
  const link = location.href;
  const isCopied = await copy(link);
  const length = `${link.length.toLocaleString('en')} characters`;
  const long = link.length > LONG_LINK ? ' Some programs cut a link of this length.' : '';
  say(
    `${isCopied ? 'Link copied' : 'The link is in the address bar'}: ${length}, with all files in it.${long}`,
  );
}

async function openLink(): Promise<void> {
  const fragment = location.hash.slice(1);
  if (fragment === '' || fragment === linked) return;
  linked = fragment;
  const found = await decodeLink(fragment);
  if (found === undefined) {
    say('The link holds nothing that can be read; it may have been cut.');
    return;
  }
  selected = DOCKERFILE;
  example.value = '';
  setInput(found);
}

example.append(...examples.map(({ name }) => element('option', { value: name }, visible(name))));
example.addEventListener('change', () => {
  openExample(example.value);
});
unsafe.addEventListener('change', () => {
  setInput({ ...input, unsafe: unsafe.checked });
});
base.addEventListener('change', () => {
  setInput({ ...input, base: base.value === 'alpine' ? 'alpine' : 'slim' });
});
part('share', HTMLButtonElement).addEventListener('click', () => void share());
addEventListener('hashchange', () => void openLink());
listenForFiles({
  input: () => input,
  add: (path) => {
    selected = path;
    setInput(withFile(input, { path, text: '' }));
  },
  take: (given) => void take(given),
});
watchTheme(part('theme', HTMLButtonElement));
drawInput();
drawAnalysis();
void openLink();
