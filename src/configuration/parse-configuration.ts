import type { Document } from 'yaml';
import { positionAt, type Position } from '../dockerfile/text.js';
import type { Configuration } from './configuration.js';
import { readConfiguration, type ConfigurationRules } from './read-configuration.js';
import type { ConfigurationProblem } from './readers.js';

/** How a configuration is written: JSON alone; YAML, of which JSON is a part; the `dockopt` key of a package.json. */
export type ConfigurationFormat = 'json' | 'yaml' | 'package';

/** Something that is wrong with the text of a configuration. */
export interface ConfigurationTextProblem {
  readonly position: Position;
  /** What is wrong, and what to do, in one line. */
  readonly message: string;
}

/** A configuration, or all that is wrong with its text, in the order of the places. */
export type ParsedConfiguration =
  | { readonly kind: 'read'; readonly configuration: Configuration }
  | { readonly kind: 'wrong'; readonly problems: readonly ConfigurationTextProblem[] };

/** What a text says, and where. */
interface ConfigurationData {
  readonly data: unknown;
  readonly offsetOf: (problem: Pick<ConfigurationProblem, 'path' | 'at'>) => number;
}

type TextResult = ConfigurationData | { readonly offset: number; readonly message: string };

/**
 * Reads the text of a configuration. It is data and nothing else: no tag, no key and no name in it makes anything run. The
 * reader of YAML is loaded when this is called.
 */
export async function parseConfiguration(
  text: string,
  format: ConfigurationFormat,
  rules: ConfigurationRules,
): Promise<ParsedConfiguration> {
  const read = await readData(text, format);
  if ('message' in read) {
    return { kind: 'wrong', problems: [atOffset(text, read.offset, read.message)] };
  }
  const result = readConfiguration(read.data, rules);
  if (result.kind === 'read') return result;
  const problems = result.problems
    .map((problem) => ({ offset: read.offsetOf(problem), message: problem.message }))
    .sort((first, second) => first.offset - second.offset);
  return {
    kind: 'wrong',
    problems: problems.map(({ offset, message }) => atOffset(text, offset, message)),
  };
}

function atOffset(text: string, offset: number, message: string): ConfigurationTextProblem {
  return { position: positionAt(text, offset), message };
}

async function readData(text: string, format: ConfigurationFormat): Promise<TextResult> {
  const { isAlias, isMap, isNode, isScalar, isSeq, parseDocument } = await import('yaml');
  const json = format === 'yaml' ? undefined : readJson(text);
  if (json !== undefined && 'message' in json) return json;
  const document = parseDocument(text, { version: '1.2', merge: false, logLevel: 'error' });
  const [error] = [...document.errors, ...document.warnings].filter(
    // What JSON.parse took is JSON, whatever a reader of YAML thinks of it; but JSON keeps the last of two keys unasked.
    ({ code }) => json === undefined || code === 'DUPLICATE_KEY',
  );
  if (error !== undefined) return { offset: error.pos[0], message: explain(error.code) };
  const top = format === 'package' ? ['dockopt'] : [];
  const offsetOf: ConfigurationData['offsetOf'] = ({ path, at }) =>
    offsetIn(document, [...top, ...path], at);
  if (json !== undefined) {
    return { data: format === 'package' ? ownValue(json.data, 'dockopt') : json.data, offsetOf };
  }
  try {
    return { data: document.toJS({ maxAliasCount: 100 }), offsetOf };
  } catch (thrown) {
    if (!(thrown instanceof ReferenceError)) throw thrown;
    return { offset: 0, message: 'an alias (*name) leads nowhere or too often, write its value' };
  }

  function offsetIn(from: Document.Parsed, path: ConfigurationProblem['path'], at: string): number {
    let node: unknown = from.contents;
    let key = 0;
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(from);
      if (isMap(node)) {
        const pair = node.items.find(
          (item) => isScalar(item.key) && String(item.key.value) === step,
        );
        if (pair === undefined) return key;
        key = startOf(pair.key) ?? key;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        key = startOf(node) ?? key;
      } else return key;
    }
    return at === 'key' ? key : (startOf(node) ?? key);
  }

  function startOf(node: unknown): number | undefined {
    return isNode(node) ? node.range?.[0] : undefined;
  }
}

function ownValue(data: unknown, key: string): unknown {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, key)) return undefined;
  return Object.entries(data).find(([name]) => name === key)?.[1];
}

function readJson(
  text: string,
): { readonly data: unknown } | { readonly offset: number; readonly message: string } {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  try {
    return { data: JSON.parse(text.slice(mark)) };
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    const place = /at position (\d+)/.exec(thrown.message)?.[1];
    const offset =
      place === undefined
        ? /end of JSON/.test(thrown.message)
          ? text.length
          : text.length - text.slice(mark).trimStart().length
        : Number(place) + mark;
    return { offset, message: 'this is no JSON, correct it: no comments, no comma before } or ]' };
  }
}

const EXPLANATIONS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key is given twice, give it once',
  MULTIPLE_DOCS: 'a second document begins here, and a configuration is one; remove it',
  TAB_AS_INDENT: 'a tab indents this line, use spaces',
  TAG_RESOLVE_FAILED: 'this tag is not known here, leave it out: a configuration is plain data',
};

function explain(code: string): string {
  return EXPLANATIONS[code] ?? 'this is no YAML, correct it';
}
