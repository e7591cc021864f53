import { parseShellText, type ShellCommand, type ShellWord } from '../dockerfile/shell.js';
import type { PassedBuildArgument } from './build-context.js';
import { fillScriptFolder } from './script-folder.js';
import { pathInRepository, type BuildUse, type RunUse, type UsageFacts } from './usage.js';
import { serviceKey } from './usage-compose.js';
import { DEFAULTED, passedArgument, ROOT } from './usage-data.js';

/** Where and with what a script of the repository runs. */
export interface ScriptPlace {
  /** The file that holds the script, by its path in the repository. */
  readonly source: string;
  /** The folder it starts in, by its path in the repository; undefined where it can't be told. */
  readonly folder: string | undefined;
  /** Variables whose values are known. `ROOT` in front of a value stands for the root of the repository. */
  readonly variables: ReadonlyMap<string, string>;
  /** The file's environment turns BuildKit off. */
  readonly foreignBuilder: boolean;
}

/** Options of `docker build`, `buildah build` and their like that take no value. */
const BUILD_SWITCHES =
  /^(--(check|compress|debug|disable-content-trust|force-rm|layers|load|no-cache|provenance|pull|push|quiet|rm|sbom|squash|stream|squash-all|pull-always|pull-never|tls-verify)|-[qD]+)$/;
/** Options of `docker run`, `docker exec` and their like in compose that take no value. */
const RUN_SWITCHES =
  /^(--(build|detach|disable-content-trust|init|interactive|no-deps|no-healthcheck|no-TTY|oom-kill-disable|privileged|publish-all|quiet|quiet-build|quiet-pull|read-only|remove-orphans|rm|service-ports|sig-proxy|tty|use-aliases)|-[ditPqT]+)$/;
/** Options of `docker` and `docker compose` in front of the subcommand that take no value. */
const GLOBAL_SWITCHES =
  /^(--(all-resources|compatibility|debug|dry-run|tls|tlsverify|verbose)|-D)$/;

/** What the shell file does, run from the folder that it lies in. */
export function readShellFile(path: string, text: string): UsageFacts {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  return readScript(text, { source: path, folder, variables: new Map(), foreignBuilder: false });
}

/**
 * What the recipes of a Makefile do. Each line is a script of its own; a variable that is set once, to a literal, is filled
 * in.
 */
export function readMakefile(path: string, text: string): UsageFacts {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const joined = text.replaceAll(/\\\r?\n/g, ' ');
  const settings = new Map<string, readonly string[]>();
  for (const [, name = '', value = ''] of joined.matchAll(
    /^(?:export\s+)?([\w.-]+)[^\S\n]*[?:]{0,2}=[^\S\n]*([^\n]*?)[^\S\n]*\r?$/gm,
  )) {
    settings.set(name, [...(settings.get(name) ?? []), value]);
  }
  const expand = (line: string): string =>
    line
      .replaceAll(/\$[({](CURDIR|PWD|shell pwd)[)}]/g, '.')
      .replaceAll(/\$[({]([\w.-]+)[)}]/g, (whole, name: string) => {
        const [value, ...others] = settings.get(name) ?? [];
        return value === undefined || others.length > 0 || /[$#]/.test(value) ? whole : value;
      })
      .replaceAll('$$', '$');
  const place = { source: path, folder, variables: new Map(), foreignBuilder: false };
  const facts = Array.from(joined.matchAll(/^\t[@+-]*([^\n]*)$/gm), ([, line = '']) =>
    readScript(expand(line), place),
  );
  return joinFacts(facts);
}

/** The facts of several readings as one. */
export function joinFacts(facts: readonly UsageFacts[]): UsageFacts {
  return {
    builds: facts.flatMap((fact) => fact.builds),
    runs: facts.flatMap((fact) => fact.runs),
  };
}

/**
 * The image builds and the commands run in containers of a shell script, by the lines of `docker`, `podman`, `buildah`,
 * `nerdctl` and kaniko in it. `cd` is followed where its folder can be told.
 */
export function readScript(script: string, place: ScriptPlace): UsageFacts {
  // Most scripts build nothing: parsing them is the whole cost.
  if (!/docker|podman|buildah|nerdctl|kaniko/.test(script)) return { builds: [], runs: [] };
  const { commands } = parseShellText(script, (start, end) => ({ start, end }));
  const variables = new Map(place.variables);
  let folder = place.folder;
  let subshellFolder: string | undefined;
  let inSubshell = false;
  const builds: BuildUse[] = [];
  const runs: RunUse[] = [];

  for (const command of commands) {
    if (command.placement.has('substitution')) continue;
    const nested = command.placement.has('subshell') || command.placement.has('pipeline');
    if (nested && !inSubshell) subshellFolder = folder;
    inSubshell = nested;
    const here = nested ? subshellFolder : folder;
    const valueOf = (word: ShellWord): string | undefined =>
      expandWord(word, variables, here, place.source);

    if (command.name === undefined || /^(export|readonly|local)$/.test(command.name.value)) {
      assign(command, variables, valueOf);
    } else if (command.name.value === 'cd' || command.name.value === 'pushd') {
      const [target] = command.arguments;
      const value = target === undefined ? undefined : valueOf(target);
      const sure = ![...command.placement].some((at) => at !== 'subshell' && at !== 'brace');
      const next = sure && value !== undefined ? resolve(here, value) : undefined;
      if (nested) subshellFolder = next;
      else folder = next;
    } else if (command.name.value === 'popd') {
      if (nested) subshellFolder = undefined;
      else folder = place.folder;
    } else {
      const off = command.assignments.some(
        ({ name, value }) => name === 'DOCKER_BUILDKIT' && value?.value === '0',
      );
      const read = readCommand(command, {
        source: place.source,
        folder: here,
        foreignBuilder: place.foreignBuilder || off || variables.get('DOCKER_BUILDKIT') === '0',
        valueOf,
      });
      builds.push(...read.builds);
      runs.push(...read.runs);
    }
  }
  return { builds, runs };
}

interface CommandPlace {
  readonly source: string;
  readonly folder: string | undefined;
  readonly foreignBuilder: boolean;
  readonly valueOf: (word: ShellWord) => string | undefined;
}

/** Keeps what a variable is set to; a second, different value makes it unknown. */
function assign(
  command: ShellCommand,
  variables: Map<string, string>,
  valueOf: (word: ShellWord) => string | undefined,
): void {
  const exported = command.arguments.map((word) => {
    const equals = word.value.indexOf('=');
    return {
      name: word.value.slice(0, equals === -1 ? undefined : equals),
      value: equals === -1 ? undefined : valueOf(word)?.slice(equals + 1),
    };
  });
  const plain = command.assignments.map(({ name, value }) => ({
    name,
    value: value === undefined ? '' : valueOf(value),
  }));
  for (const { name, value } of [
    ...plain,
    ...exported.filter((item) => item.value !== undefined),
  ]) {
    if (value === undefined || command.placement.size > 0) variables.delete(name);
    else variables.set(name, value);
  }
}

/** The value of a word, with what is known filled in; undefined when something in it stays unknown. */
function expandWord(
  word: ShellWord,
  variables: ReadonlyMap<string, string>,
  folder: string | undefined,
  source: string,
): string | undefined {
  if (word.literal) return word.value;
  const scriptFolder = source.includes('/') ? source.slice(0, source.lastIndexOf('/')) : '';
  const here = folder === undefined ? undefined : `${ROOT}/${folder}`;
  const value = fillScriptFolder(word.value, `${ROOT}/${scriptFolder}`, ROOT)
    .replaceAll(/\$\(git rev-parse --show-toplevel\)/g, ROOT)
    .replaceAll(/\$\(pwd\)|`pwd`|\$PWD\b|\$\{PWD\}/g, (whole) => here ?? whole)
    .replaceAll(
      /\$(?:(\w+)|\{(\w+)\})/g,
      (whole, plain: string | undefined, braced: string | undefined) =>
        variables.get(plain ?? braced ?? '') ?? whole,
    )
    .replaceAll(DEFAULTED, (_, name: string, fallback: string) => variables.get(name) ?? fallback);
  return /[$`]/.test(value) || value.startsWith('~') ? undefined : value;
}

/** A path as the script names it, as a path in the repository. */
function resolve(folder: string | undefined, path: string): string | undefined {
  if (path.startsWith(ROOT)) return pathInRepository('', `.${path.slice(ROOT.length)}`);
  return folder === undefined ? undefined : pathInRepository(folder, path);
}

interface Options {
  /** Values by option, without the dashes in front; undefined for a value that is not known. */
  readonly values: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** What follows the options. With `stop`, all from the first word that is no option. */
  readonly rest: readonly ShellWord[];
}

function readOptions(
  words: readonly ShellWord[],
  switches: RegExp,
  stop: boolean,
  valueOf: (word: ShellWord) => string | undefined,
): Options {
  const values = new Map<string, readonly (string | undefined)[]>();
  const rest: ShellWord[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const text = word.value;
    if (!text.startsWith('-') || text === '-') {
      rest.push(word);
      if (!stop) continue;
      rest.push(...words.slice(at + 1));
      break;
    }
    if (switches.test(text)) continue;
    const joined = /^--?([\w-]+?)=/.exec(text) ?? /^-(\w)(?=.)(?!-)/.exec(text);
    let name = text.replace(/^--?/, '');
    let value: string | undefined;
    if (joined !== null && !(text.startsWith('--') && !joined[0].endsWith('='))) {
      name = joined[1] ?? '';
      value = valueOf(word)?.slice(joined[0].length);
    } else {
      at += 1;
      const next = words[at];
      value = next === undefined ? undefined : valueOf(next);
    }
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return { values, rest };
}

function readCommand(command: ShellCommand, place: CommandPlace): UsageFacts {
  const words = [...(command.name === undefined ? [] : [command.name]), ...command.arguments];
  while (/^(sudo|time|exec|env|command|nohup|-E|\w+=.*)$/.test(words[0]?.value ?? ''))
    words.shift();
  const [program, ...all] = words;
  const name = program?.value.slice(program.value.lastIndexOf('/') + 1) ?? '';
  if (name === 'executor' && program?.value.includes('kaniko') === true)
    return readBuild('kaniko', all, place);
  if (name === 'docker-compose') return readComposeCommand(all, place);
  if (!/^(docker|podman|buildah|nerdctl)$/.test(name)) return { builds: [], runs: [] };
  const { rest } = readOptions(all, GLOBAL_SWITCHES, true, place.valueOf);
  const [first, ...others] = rest.map((word) => word.value);
  if (first === 'compose') return readComposeCommand(rest.slice(1), place);
  const grouped = /^(buildx|builder|image|container)$/.test(first ?? '');
  const verb = grouped ? others[0] : first;
  const after = rest.slice(grouped ? 2 : 1);
  if (verb === 'build' || verb === 'bud' || (first === 'buildx' && verb === 'b'))
    return readBuild(name, after, place);
  if (verb === 'run' || verb === 'exec') return readRun(verb, after, place);
  return { builds: [], runs: [] };
}

function readBuild(program: string, words: readonly ShellWord[], place: CommandPlace): UsageFacts {
  const { values, rest } = readOptions(words, BUILD_SWITCHES, false, place.valueOf);
  const option = (...names: readonly string[]): readonly (string | undefined)[] =>
    names.flatMap((name) => values.get(name) ?? []);
  const given =
    program === 'kaniko'
      ? option('context', 'c').map((value) => value?.replace(/^dir:\/\//, ''))
      : rest.map(place.valueOf);
  const known = given.filter((value) => value !== undefined);
  const contextName =
    given.length > 0 && given.at(-1) === undefined && known.length !== 1 ? undefined : known.at(-1);
  if (contextName === '-') return { builds: [], runs: [] };
  const context = contextName === undefined ? undefined : resolve(place.folder, contextName);
  const files = option('file', 'f', 'dockerfile');
  // Without -f the file lies in the context; with -f it is found from the folder that the command runs in.
  const dockerfiles =
    files.length > 0
      ? files.flatMap((file) => (file === undefined ? [] : (resolve(place.folder, file) ?? [])))
      : context === undefined
        ? []
        : (/^(podman|buildah)$/.test(program)
            ? ['Containerfile', 'Dockerfile']
            : ['Dockerfile']
          ).flatMap((file) => pathInRepository(context, file) ?? []);
  const buildArguments: readonly PassedBuildArgument[] = values.has('build-arg')
    ? argumentsOf(words, place.valueOf)
    : [];
  return {
    builds: dockerfiles.map((dockerfile) => ({
      source: place.source,
      context,
      dockerfile,
      service: undefined,
      partial: false,
      images: option('tag', 't', 'destination', 'd').filter((value) => value !== undefined),
      target: option('target').at(-1),
      buildArguments,
      namedContexts: option('build-context').flatMap((value) => value?.split('=')[0] ?? []),
      foreignBuilder: place.foreignBuilder || /^(kaniko|podman|buildah)$/.test(program),
    })),
    runs: [],
  };
}

/** The build arguments of a command line: the name is known even where the value is not. */
function argumentsOf(
  words: readonly ShellWord[],
  valueOf: (word: ShellWord) => string | undefined,
): readonly PassedBuildArgument[] {
  return words.flatMap((word, index) => {
    const joined = word.value.startsWith('--build-arg=');
    const item = joined ? word : words[index + 1];
    if ((!joined && word.value !== '--build-arg') || item === undefined) return [];
    // The path of a folder here and the default of a variable are no values that every caller passes.
    const value = item.value.search(DEFAULTED) === -1 ? valueOf(item) : undefined;
    return passedArgument((value ?? item.value).replace(/^--build-arg=/, '')) ?? [];
  });
}

function readRun(
  verb: 'exec' | 'run',
  words: readonly ShellWord[],
  place: CommandPlace,
): UsageFacts {
  const { values, rest } = readOptions(words, RUN_SWITCHES, true, place.valueOf);
  const [subject, ...command] = rest;
  const line = commandLine(values, command);
  if (subject === undefined || line === '') return { builds: [], runs: [] };
  const image = verb === 'run' ? place.valueOf(subject) : undefined;
  if (verb === 'run' && image === undefined) return { builds: [], runs: [] };
  return { builds: [], runs: [{ image, service: undefined, command: line }] };
}

function readComposeCommand(words: readonly ShellWord[], place: CommandPlace): UsageFacts {
  const { values: settings, rest } = readOptions(words, GLOBAL_SWITCHES, true, place.valueOf);
  const [verb, ...after] = rest;
  if (verb?.value !== 'run' && verb?.value !== 'exec') return { builds: [], runs: [] };
  const { values, rest: called } = readOptions(after, RUN_SWITCHES, true, place.valueOf);
  const [service, ...command] = called;
  const line = commandLine(values, command);
  const name = service === undefined ? undefined : place.valueOf(service);
  if (line === '' || name === undefined) return { builds: [], runs: [] };
  const [file] = [...(settings.get('f') ?? []), ...(settings.get('file') ?? [])];
  const folder = file === undefined ? place.folder : resolve(place.folder, `${file}/..`);
  if (folder === undefined) return { builds: [], runs: [] };
  return {
    builds: [],
    runs: [{ image: undefined, service: serviceKey(folder, name), command: line }],
  };
}

function commandLine(values: Options['values'], command: readonly ShellWord[]): string {
  const entrypoint = values.get('entrypoint')?.at(-1);
  const words = command.map((word) => word.text);
  return [...(entrypoint === undefined || entrypoint === '' ? [] : [entrypoint]), ...words].join(
    ' ',
  );
}
