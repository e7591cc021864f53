import { part } from './dom.js';
import { readPath, type PlaygroundInput } from './input.js';
import { say } from './messages.js';
import { chosenFiles, droppedFiles, type GivenFile } from './read-files.js';

/** What becomes of files that a person adds. */
export interface AddActions {
  readonly input: () => PlaygroundInput;
  /** An empty file is wanted, at a path that is free. */
  readonly add: (path: string) => void;
  readonly take: (given: readonly GivenFile[]) => void;
}

/** Lets a person add files: by name, from the disk, by dropping them on the page. */
export function listenForFiles(actions: AddActions): void {
  listenToForm(actions);
  for (const kind of ['files', 'folder']) {
    const picker = part(kind, HTMLInputElement);
    part(`open-${kind}`, HTMLButtonElement).addEventListener('click', () => {
      picker.click();
    });
    picker.addEventListener('change', () => {
      const given = chosenFiles(picker.files);
      picker.value = '';
      actions.take(given);
    });
  }
  listenForDrops(actions);
}

function listenToForm({ input, add }: AddActions): void {
  const form = part('add', HTMLFormElement);
  const opener = part('add-open', HTMLButtonElement);
  const path = part('path', HTMLInputElement);
  const show = (isShown: boolean): void => {
    form.hidden = !isShown;
    opener.setAttribute('aria-expanded', String(isShown));
    if (isShown) path.focus();
    else opener.focus();
  };
  opener.addEventListener('click', () => {
    show(form.hidden);
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') show(false);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const read = readPath(path.value, input());
    part('path-problem', HTMLElement).textContent = 'problem' in read ? read.problem : '';
    path.setAttribute('aria-invalid', String('problem' in read));
    if ('problem' in read) return;
    path.value = '';
    show(false);
    add(read.path);
    part('text', HTMLTextAreaElement).focus();
  });
}

function listenForDrops({ take }: AddActions): void {
  const isFiles = (event: DragEvent): boolean =>
    event.dataTransfer?.types.includes('Files') === true;
  addEventListener('dragover', (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    document.body.classList.add('is-dropping');
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) document.body.classList.remove('is-dropping');
  });
  addEventListener('drop', (event) => {
    document.body.classList.remove('is-dropping');
    if (!isFiles(event) || event.dataTransfer === null) return;
    event.preventDefault();
    void droppedFiles(event.dataTransfer).then((given) => {
      if ('problem' in given) say(given.problem);
      else take(given);
    });
  });
}
