/** What an element may hold. Texts become text nodes: no string is ever read as markup. */
export type Content = Node | string | number | undefined | readonly Content[];

/** Attributes by name; undefined and false leave one out, true gives it without a value. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Makes an element. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...nodes(content));
  return made;
}

/** Puts other content in the place of all that an element holds. */
export function fill(target: Element, ...content: readonly Content[]): void {
  target.replaceChildren(...nodes(content));
}

function nodes(content: readonly Content[]): (Node | string)[] {
  return content.flatMap((each) => {
    if (each === undefined) return [];
    if (typeof each === 'number') return [String(each)];
    return isList(each) ? nodes(each) : [each];
  });
}

function isList(content: Content): content is readonly Content[] {
  return Array.isArray(content);
}

/** A button with a text and what it does. */
export function button(
  text: string,
  act: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', act);
  return made;
}

/**
 * An element of the page by its id.
 * @throws Error when it is not there, which is a bug of the page
 */
export function part<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

/**
 * Draws anew what is in an element, and keeps the focus where it was: on the element with the same `data-key`.
 */
export function redraw(target: Element, draw: () => void): void {
  const active = document.activeElement;
  const key =
    active instanceof HTMLElement && target.contains(active) ? active.dataset['key'] : undefined;
  draw();
  if (key === undefined) return;
  const same = [...target.querySelectorAll('[data-key]')].find(
    (each) => each instanceof HTMLElement && each.dataset['key'] === key,
  );
  if (same instanceof HTMLElement) same.focus({ preventScroll: true });
}
