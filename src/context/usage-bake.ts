import { pathInRepository, type BuildUse, type UsageFacts } from './usage.js';
import { list, literalScalar, mapping, passedArguments, scalar } from './usage-data.js';

type Settings = Readonly<Record<string, unknown>>;

/**
 * What a bake file builds, as far as its values are literals. The default of a variable counts for what is built, not for the value of
 * a build argument, which callers set. Paths are taken from the folder of the file, where bake is run.
 * @see https://docs.docker.com/build/bake/reference/
 * @throws Error when a JSON file is malformed
 */
export function readBake(path: string, text: string): UsageFacts {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const data: unknown = path.endsWith('.json') ? JSON.parse(text) : undefined;
  const { targets, variables } =
    data === undefined
      ? readBlocks(text)
      : {
          targets: Object.entries(mapping(mapping(data)['target'])),
          variables: Object.entries(mapping(mapping(data)['variable'])),
        };
  const named = new Map(targets.map(([name, value]) => [name, mapping(value)]));
  const defaults = defaultsOf(variables);
  const builds = [...named.values()].flatMap((settings) => {
    const whole = inherit(settings, named, new Set());
    return combinations(mapping(whole['matrix'])).flatMap((chosen) =>
      buildOf(path, folder, whole, new Map([...defaults, ...chosen])),
    );
  });
  return { builds, runs: [] };
}

/** The defaults of variables, which may name each other. */
function defaultsOf(
  variables: readonly (readonly [string, unknown])[],
): ReadonlyMap<string, string> {
  const defaults = new Map<string, string>();
  for (const [name, value] of variables) {
    const filled = fill(mapping(value)['default'], defaults);
    if (filled !== undefined) defaults.set(name, filled);
  }
  return defaults;
}

/** The values that a target is built for by its `matrix`; one empty combination without. */
function combinations(matrix: Settings): readonly (readonly (readonly [string, string])[])[] {
  let product: readonly (readonly (readonly [string, string])[])[] = [[]];
  for (const [name, items] of Object.entries(matrix)) {
    const values = list(items).flatMap((item) => literalScalar(item) ?? []);
    product = product.flatMap((chosen) =>
      values.map((value) => [...chosen, [name, value] as const]),
    );
  }
  return product.slice(0, COMBINATIONS_LIMIT);
}

const COMBINATIONS_LIMIT = 256;

/** A text with its variables filled in; undefined where one is not known, or for what is no text. */
function fill(value: unknown, variables: ReadonlyMap<string, string>): string | undefined {
  const text = scalar(value)?.replace(
    /\$\{(\w+)\}/g,
    (whole, name: string) => variables.get(name) ?? whole,
  );
  return literalScalar(text);
}

/** The settings with those of the targets that they inherit from: the last one named wins, the own ones before all. */
function inherit(
  settings: Settings,
  named: ReadonlyMap<string, Settings>,
  seen: Set<Settings>,
): Settings {
  if (seen.has(settings)) return {};
  seen.add(settings);
  let merged: Settings = {};
  for (const parent of list(settings['inherits'])) {
    const found = typeof parent === 'string' ? named.get(parent) : undefined;
    if (found !== undefined) merged = mergeTargets(merged, inherit(found, named, new Set(seen)));
  }
  return mergeTargets(merged, settings);
}

function mergeTargets(base: Settings, own: Settings): Settings {
  const merged: Record<string, unknown> = { ...base, ...own };
  for (const key of ['args', 'contexts']) {
    merged[key] = { ...mapping(base[key]), ...mapping(own[key]) };
  }
  return merged;
}

function buildOf(
  source: string,
  folder: string,
  settings: Settings,
  variables: ReadonlyMap<string, string>,
): readonly BuildUse[] {
  if (settings['dockerfile-inline'] !== undefined) return [];
  const folderName = 'context' in settings ? fill(settings['context'], variables) : '.';
  const fileName =
    'dockerfile' in settings ? fill(settings['dockerfile'], variables) : 'Dockerfile';
  const context = folderName === undefined ? undefined : pathInRepository(folder, folderName);
  return [
    {
      source,
      context,
      dockerfile:
        context === undefined || fileName === undefined
          ? undefined
          : pathInRepository(context, fileName),
      service: undefined,
      partial: false,
      images: list(settings['tags']).flatMap((tag) => fill(tag, variables) ?? []),
      target: fill(settings['target'], variables),
      buildArguments: passedArguments(settings['args']),
      namedContexts: Object.keys(mapping(settings['contexts'])),
      foreignBuilder: false,
    },
  ];
}

const TOKEN =
  /(?:#|\/\/)[^\n]*|\/\*[\s\S]*?\*\/|[^\S\n]+|"(?:[^"\\\n]|\\.)*"|<<-?(\w+)\n[\s\S]*?\n\s*\1(?=\n|$)|[A-Za-z_][\w.-]*|[\s\S]/gy;

/**
 * The `target` and `variable` blocks of a bake file in HCL; a value that is no literal is null, and a variable stays as `${NAME}`.
 */
function readBlocks(text: string): {
  readonly targets: readonly (readonly [string, Settings])[];
  readonly variables: readonly (readonly [string, Settings])[];
} {
  const tokens = Array.from(text.matchAll(TOKEN), ([token]) => token).filter(
    (token) => !/^(#|\/\/|\/\*|[^\S\n])/.test(token),
  );
  let at = 0;
  /** Skips line ends and commas; whether something other than the closing token follows. */
  const more = (closing: string): boolean => {
    while (tokens[at] === '\n' || tokens[at] === ',') at += 1;
    return at < tokens.length && tokens[at] !== closing;
  };

  /** Reads past an expression; null unless it is one literal that ends its line or its item. */
  const value = (): unknown => {
    const start = at;
    let read: unknown = null;
    const token = tokens[at] ?? '';
    if (token.startsWith('"')) {
      at += 1;
      read = quoted(token);
    } else if (token === '[') {
      const items: unknown[] = [];
      at += 1;
      while (more(']')) items.push(value());
      at += 1;
      read = items;
    } else if (token === '{') {
      at += 1;
      read = body();
    } else if (token === 'true' || token === 'false') {
      at += 1;
      read = token;
    } else if (/^[A-Za-z_]\w*$/.test(token)) {
      at += 1;
      read = `\${${token}}`;
    }
    if (/^[\n,\]}]?$/.test(tokens[at] ?? '') && at > start) return read;
    for (let depth = 0; at < tokens.length; at += 1) {
      const next = tokens[at] ?? '';
      if (depth === 0 && /^[\n,\]}]$/.test(next)) break;
      if (/^[[({]$/.test(next)) depth += 1;
      else if (/^[\])}]$/.test(next)) depth -= 1;
    }
    if (at === start) at += 1;
    return null;
  };

  /** Reads `name = value` lines to the closing brace, and past it. */
  const body = (): Settings => {
    const settings: Record<string, unknown> = {};
    while (more('}')) {
      const token = tokens[at] ?? '';
      at += 1;
      const name = token.startsWith('"') ? quoted(token) : token;
      if (tokens[at] === '=' || tokens[at] === ':') {
        at += 1;
        const read = value();
        if (name !== null) settings[name] = read;
      } else if (tokens[at] === '{') {
        at += 1;
        body();
      }
    }
    at += 1;
    return settings;
  };

  const targets: (readonly [string, Settings])[] = [];
  const variables: (readonly [string, Settings])[] = [];
  while (more('')) {
    const keyword = tokens[at];
    at += 1;
    const label = tokens[at] ?? '';
    if (!label.startsWith('"')) {
      if (label === '=') {
        at += 1;
        value();
      } else if (label === '{') {
        at += 1;
        body();
      }
      continue;
    }
    at += 1;
    if (tokens[at] !== '{') continue;
    at += 1;
    const settings = body();
    const name = quoted(label);
    if (name === null) continue;
    if (keyword === 'target') targets.push([name, settings]);
    if (keyword === 'variable') variables.push([name, settings]);
  }
  return { targets, variables };
}

/** What a quoted string says, plain variables left in it; null where anything else is filled in. */
function quoted(token: string): string | null {
  if (/%\{/.test(token) || /\$\{(?!\w+\})/.test(token)) return null;
  try {
    const read: unknown = JSON.parse(token);
    return typeof read === 'string' ? read : null;
  } catch {
    return null;
  }
}
