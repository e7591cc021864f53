import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml';
import { isSameData, lineEndingOf, type Extension } from './extension.js';

/** The Dockerfiles that lint-staged hands over, by names; without templates, backups and ignore files. */
export const STAGED_PATTERN =
  '{Dockerfile,Containerfile,*.dockerfile,{Dockerfile,Containerfile}[.-]!(*dockerignore|*j2|*tmpl|*tpl|*template|*in|*bak|*orig|*rej|*md|*txt)}';

const COMMAND = 'dockopt fix --write';

/** The names of files that configure lint-staged besides package.json. */
export const LINT_STAGED_FILE = /^(?:\.lintstagedrc(?:\.\w+)?|lint-staged\.config\.\w+)$/;

/** The line of `.husky/pre-commit`. */
const HUSKY_LINE = 'npx lint-staged';

/** Adds dockopt to the key `lint-staged` of a package.json, every other byte as it was. */
export function addLintStaged(text: string): Extension {
  const data = readJson(text);
  if (data === undefined) return { message: 'is no JSON with a mapping, correct it' };
  const known = data['lint-staged'];
  if (JSON.stringify(known ?? '').includes('dockopt')) {
    return { message: 'runs dockopt with lint-staged already' };
  }
  const isNew = known === undefined;
  if (!isNew && (typeof known !== 'object' || known === null || Array.isArray(known))) {
    return { message: `has a lint-staged that is no mapping, add "${COMMAND}" by hand` };
  }
  const added = { [STAGED_PATTERN]: COMMAND };
  const expected = { ...data, 'lint-staged': { ...known, ...added } };
  const document = parseDocument(text.replace(/^\uFEFF/, ' '), { logLevel: 'error' });
  const top = isMap(document.contents) ? document.contents : undefined;
  const map: unknown = isNew ? top : top?.get('lint-staged', true);
  const extended = isMap(map)
    ? isNew
      ? insertKey(text, map, 'lint-staged', added)
      : insertKey(text, map, STAGED_PATTERN, COMMAND)
    : undefined;
  return extended !== undefined && isSameData(readJson(extended), expected)
    ? { text: extended }
    : { message: `can't be extended safely, add "${COMMAND}" to lint-staged by hand` };
}

/** Adds the call of lint-staged to a script of husky; the script as it is where it calls it already. */
export function addHuskyLine(text: string): string {
  if (/^[^#\n]*\blint-staged\b/m.test(text)) return text;
  const newline = lineEndingOf(text);
  const gap = text === '' || text.endsWith('\n') ? '' : newline;
  return `${text}${gap}${HUSKY_LINE}${newline}`;
}

function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof data === 'object' && data !== null && !Array.isArray(data)
      ? Object.fromEntries(Object.entries(data))
      : undefined;
  } catch {
    return undefined;
  }
}

/** The text with one more key at the end of a mapping, in the style of its other keys. */
function insertKey(text: string, map: YAMLMap, key: string, value: unknown): string | undefined {
  if (!map.range) return undefined;
  const [start, end] = map.range;
  const inside = text.slice(start + 1, end - 1);
  const at = start + 1 + inside.trimEnd().length;
  const comma = map.items.length === 0 ? '' : ',';
  const first = map.items[0]?.key;
  const keyStart = isScalar(first) ? (first.range?.[0] ?? start) : start;
  const indent = /\n([ \t]*)$/.exec(text.slice(0, keyStart))?.[1];
  if (indent === undefined) {
    const space = map.items.length === 0 ? '' : ' ';
    const entry = `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    return `${text.slice(0, at)}${comma}${space}${entry}${text.slice(at)}`;
  }
  const newline = lineEndingOf(text);
  const outer = /\n([ \t]*)[^\n]*$/.exec(text.slice(0, start))?.[1] ?? '';
  const unit = indent.slice(outer.length) || '  ';
  const written = JSON.stringify(value, undefined, unit).replaceAll('\n', newline + indent);
  return `${text.slice(0, at)}${comma}${newline}${indent}${JSON.stringify(key)}: ${written}${text.slice(at)}`;
}
