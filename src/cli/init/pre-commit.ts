import { isMap, isSeq, parseDocument, type Document } from 'yaml';
import { isSameData, lineEndingOf, type Extension } from './extension.js';

/** Where pre-commit fetches dockopt. */
const REPOSITORY = 'https://github.com/dockopt/dockopt';

/** A new `.pre-commit-config.yaml`. @param version of dockopt, `1.2.3` */
export function newPreCommitText(version: string): string {
  return ['repos:', ...entryLines(version, { indent: '  ', gap: ' ' }), ''].join('\n');
}

/**
 * Adds the hook to a `.pre-commit-config.yaml`: behind its last repository, in the style of the file, every other byte as it
 * was.
 * @param version of dockopt, `1.2.3`
 */
export function addPreCommitHook(text: string, version: string): Extension {
  const document = parseDocument(text, { logLevel: 'error' });
  const repositories: unknown = document.errors.length > 0 ? undefined : document.get('repos');
  if (!isSeq(repositories)) {
    return { message: 'has no list of repos, correct it: pre-commit would not read it either' };
  }
  const data = listOf(document);
  if (data.some((one) => /(?:^|\/)dockopt(?:\.git)?$/.test(addressOf(one)))) {
    return { message: 'has dockopt already, run pre-commit autoupdate for a newer one' };
  }
  const entry = {
    repo: REPOSITORY,
    rev: `v${version}`,
    hooks: [{ id: 'dockopt-fix' }],
  };
  const appended = appendLines(text, repositories.items.at(-1), version);
  if (appended !== undefined && holds(appended, [...data, entry])) return { text: appended };
  // Written in one line, or empty: here the document is printed, which keeps comments.
  repositories.flow = false;
  repositories.add(document.createNode(entry));
  const printed = document.toString({ lineWidth: 0 });
  return holds(printed, [...data, entry])
    ? { text: printed }
    : { message: `can't be extended safely, add ${REPOSITORY} with the hook dockopt-fix by hand` };
}

function holds(text: string, expected: readonly unknown[]): boolean {
  const document = parseDocument(text, { logLevel: 'error' });
  return document.errors.length === 0 && isSameData(listOf(document), expected);
}

function listOf(document: Document): readonly unknown[] {
  const data: unknown = document.toJS({ maxAliasCount: 100 });
  const list = typeof data === 'object' && data !== null && 'repos' in data ? data.repos : [];
  return Array.isArray(list) ? Array.from<unknown>(list) : [];
}

function addressOf(repository: unknown): string {
  return typeof repository === 'object' && repository !== null && 'repo' in repository
    ? String(repository.repo)
    : '';
}

/** How a file writes its lists: what stands before a dash, and between it and what it lists. */
interface ListStyle {
  readonly indent: string;
  readonly gap: string;
}

function entryLines(version: string, { indent, gap }: ListStyle): readonly string[] {
  const deeper = `${indent} ${gap}`;
  return [
    `${indent}-${gap}repo: ${REPOSITORY}`,
    `${deeper}rev: v${version}`,
    `${deeper}hooks:`,
    `${deeper}${indent}-${gap}id: dockopt-fix`,
  ];
}

function appendLines(text: string, last: unknown, version: string): string | undefined {
  if (!isMap(last) || !last.range) return undefined;
  const [start, valueEnd] = last.range;
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const style = /^([ \t]*)-([ \t]+)$/.exec(before);
  if (style === null) return undefined;
  const [, indent = '', gap = ' '] = style;
  // The line that the last value ends in, with the comment that may follow it.
  const end = text.slice(0, valueEnd).trimEnd().length;
  const rest = /\r?\n/.exec(text.slice(end));
  const at = rest === null ? text.length : end + rest.index;
  const newline = lineEndingOf(text);
  const added = entryLines(version, { indent, gap }).map((line) => newline + line);
  return text.slice(0, at) + added.join('') + text.slice(at);
}
