import yargs, { type Argv } from 'yargs';
import packageManifest from '../../package.json' with { type: 'json' };
import { DEFAULT_OPTIONS } from '../transform/transform.js';
import type { Command, FixCommand, OutputFormat, ReadCommand } from './command.js';
import { nearest } from './nearest.js';

const COMMANDS = ['fix', 'check', 'list', 'explain'];
const FORMATS = ['pretty', 'diff', 'json'] as const;
const BASES = ['slim', 'alpine'] as const;
const MERGES = ['shipping', 'pays', 'all'] as const;

/** Columns of the help, whatever the terminal: it is read in documents, too. */
const HELP_WIDTH = 80;

/**
 * What stands for the first `-` of a path while yargs reads: it takes a lone `-` for no value, and a path after `--` that
 * starts with `-` for an option. No argument of a program can hold this character.
 */
const DASH = '\0';

/** A command line that can't be run, said in one line. Thrown and caught in this file alone. */
class UsageError extends Error {}

/**
 * Reads a command line.
 * @param words the arguments, without the names of Node and of the program. The ids of transforms in it are not checked
 */
export async function readCommand(words: readonly string[]): Promise<ReadCommand> {
  let command: Command | undefined;
  let color: boolean | undefined;
  let printed = '';
  const take = (taken: Command, flag: boolean | undefined): void => {
    command = taken;
    color = flag;
  };
  const parser = yargs()
    .scriptName('dockopt')
    .usage('$0 <command>\n\nRewrites Dockerfiles so that images shrink and behave the same.')
    .locale('en')
    .parserConfiguration({ 'dot-notation': false, 'parse-positional-numbers': false })
    .wrap(HELP_WIDTH)
    .option('color', { type: 'boolean', describe: 'Colours, or none with --no-color' })
    .command(
      'fix [path..]',
      'Plan the rewriting of Dockerfiles, and write it with --write',
      (builder) => fixOptions(planOptions(builder)),
      (parsed) => {
        if (parsed.write === true && parsed['dry-run'] === true) {
          throw new UsageError('--write and --dry-run exclude each other, give one of them');
        }
        const format = once('format', parsed.format) ?? 'pretty';
        const mode = { write: parsed.write === true, check: parsed.check === true, format };
        take(fixCommand(parsed, mode), parsed.color);
      },
    )
    .command(
      'check [path..]',
      'fix --dry-run --check with one line per file',
      (builder) =>
        planOptions(builder)
          .usage(
            '$0 check [path..]\n\nSays for each Dockerfile, in one line, whether fix would change it.',
          )
          .example('$0 check', 'Exit 1 when a Dockerfile here would change'),
      (parsed) => {
        const mode = { write: false, check: true, format: 'lines' } as const;
        take(fixCommand(parsed, mode), parsed.color);
      },
    )
    .command(
      'list',
      'The transforms: id, what, applicability',
      (builder) => builder.usage('$0 list\n\nLists the transforms in the order in which they run.'),
      (parsed) => {
        take({ kind: 'list' }, parsed.color);
      },
    )
    .command(
      'explain <id>',
      'What a transform does, what it refuses and why',
      (builder) =>
        builder
          .usage('$0 explain <id>\n\nTells what a transform does, what it refuses and why.')
          .positional('id', {
            type: 'string',
            demandOption: true,
            describe: 'A transform, as dockopt list names it',
          })
          .example('$0 explain merge-runs', 'What merge-runs does'),
      (parsed) => {
        take({ kind: 'explain', id: restoreDash(parsed.id) }, parsed.color);
      },
    )
    .example('$0 fix', 'Show what would change below this folder')
    .example('$0 fix --write Dockerfile', 'Rewrite one file')
    .example('$0 fix --format diff | git apply', 'Apply the plan as a patch')
    .example('$0 explain slim-base', 'What slim-base does and refuses')
    .epilogue(
      'Exit status: 0 done; 1 with --check when something changes; 2 wrong usage, or a\nfile that can’t be read or is no valid Dockerfile.',
    )
    .demandCommand(1, 1, `name a command: ${COMMANDS.join(', ')}`)
    .strict()
    .version(packageManifest.version)
    .showHelpOnFail(false)
    .fail((message: string | null, error: Error | undefined) => {
      if (error !== undefined && error.name !== 'YError') throw error;
      throw new UsageError(usageMessage(message ?? error?.message ?? '', words));
    });
  try {
    await parser.parseAsync(hideDashes(words), {}, (_error, _parsed, output) => {
      printed = output;
    });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { kind: 'usage', message: restoreDash(error.message) };
  }
  if (command === undefined) {
    return { kind: 'command', command: { kind: 'print', text: `${printed}\n` }, color: undefined };
  }
  return { kind: 'command', command, color };
}

/** What yargs has against a command line, in our words where they say more. */
function usageMessage(message: string, words: readonly string[]): string {
  const first = words.find((word) => !word.startsWith('-'));
  if (first !== undefined && !COMMANDS.includes(first)) {
    const meant = nearest(first, COMMANDS);
    const help = meant === undefined ? 'see dockopt --help' : `did you mean ${meant}?`;
    return `there is no command ${first}, ${help}`;
  }
  const unknown = /^Unknown arguments?: (.*)$/s.exec(message)?.[1];
  const help = `see dockopt ${first === undefined ? '' : `${first} `}--help`;
  if (unknown !== undefined) {
    const name = unknown.split(', ')[0] ?? unknown;
    const option = words.find((word) => word.replace(/^--?/, '').replace(/=.*$/s, '') === name);
    const shown = option?.replace(/=.*$/s, '') ?? name;
    const meant = shown.startsWith('-') ? nearest(name, OPTIONS) : undefined;
    return `unknown ${shown.startsWith('-') ? 'option' : 'argument'} ${shown}, ${meant === undefined ? help : `did you mean --${meant}?`}`;
  }
  const choice = /Argument: ([\w-]+), Given: "(.*)", Choices: (.*)$/s.exec(message);
  if (choice !== null) {
    const [, name = '', given = '', choices = ''] = choice;
    return `--${name} can't be ${given}, give one of ${choices.trim().replaceAll('"', '')}`;
  }
  const lonely = /^Not enough arguments following: ([\w-]+)/.exec(message)?.[1];
  if (lonely !== undefined) return `--${lonely} needs a value, ${help}`;
  if (message.startsWith('Not enough non-option arguments')) {
    return 'explain needs the id of a transform, see dockopt list';
  }
  return `${message.replace(/\s+/g, ' ').trim()}, ${help}`;
}

const OPTIONS = [
  ...['write', 'dry-run', 'check', 'unsafe', 'only', 'skip', 'format', 'context', 'target'],
  ...['base', 'merge', 'stdin-filename', 'color', 'no-color', 'help', 'version'],
];

function planOptions(builder: Argv<{ color: boolean | undefined }>) {
  return builder
    .positional('path', {
      type: 'string',
      array: true,
      default: ['.'],
      describe: 'Dockerfiles, folders to search, or - for standard input',
    })
    .option('unsafe', {
      type: 'boolean',
      describe: 'Apply fixes too that are right in the usual case',
    })
    .option('only', {
      type: 'string',
      requiresArg: true,
      describe: 'Run these transforms alone (ids, comma-separated)',
    })
    .option('skip', {
      type: 'string',
      requiresArg: true,
      describe: 'Leave these transforms out (ids, comma-separated)',
    })
    .option('context', {
      type: 'string',
      requiresArg: true,
      describe: 'The folder that is the build context',
    })
    .option('target', {
      type: 'string',
      requiresArg: true,
      describe: 'A stage that is built besides the last',
    })
    .option('base', {
      choices: BASES,
      requiresArg: true,
      describe: `slim-base: the kind of the new base [${DEFAULT_OPTIONS.base}]`,
    })
    .option('merge', {
      choices: MERGES,
      requiresArg: true,
      describe: `merge-runs: RUNs of shipping stages, those that win bytes, or all [${DEFAULT_OPTIONS.merge}]`,
    })
    .option('stdin-filename', {
      type: 'string',
      requiresArg: true,
      describe: 'The path that standard input counts as having',
    });
}

function fixOptions(builder: ReturnType<typeof planOptions>) {
  return builder
    .usage('$0 fix [path..]\n\nPlans the rewriting of Dockerfiles; writes nothing without --write.')
    .option('dry-run', { type: 'boolean', describe: 'Write nothing (the default)' })
    .option('write', { type: 'boolean', describe: 'Rewrite the files' })
    .option('check', { type: 'boolean', describe: 'Exit 1 when the plan changes something' })
    .option('format', {
      choices: FORMATS,
      requiresArg: true,
      describe: 'How the plan is shown [pretty]',
    })
    .example('$0 fix', 'Show what would change below this folder')
    .example('$0 fix --write app/Dockerfile', 'Rewrite one file')
    .example('$0 fix --only slim-base --unsafe', 'One transform, with its unsafe fixes')
    .example('$0 fix --format diff | git apply', 'Apply the plan as a patch')
    .example('$0 fix --write - < Dockerfile', 'Print the rewritten text');
}

type PlanArguments = Awaited<ReturnType<typeof planOptions>['argv']>;

function fixCommand(
  parsed: PlanArguments,
  mode: {
    readonly write: boolean;
    readonly check: boolean;
    readonly format: OutputFormat;
  },
): FixCommand {
  const only = idList('only', parsed.only);
  const skip = idList('skip', parsed.skip);
  if (only !== undefined && skip !== undefined) {
    throw new UsageError('--only and --skip exclude each other, give one of them');
  }
  const paths = parsed.path.map(restoreDash);
  const stdinFilename = text('stdin-filename', parsed['stdin-filename']);
  if (stdinFilename !== undefined && !paths.includes('-')) {
    throw new UsageError('--stdin-filename names standard input, give - as the path');
  }
  return {
    kind: 'fix',
    paths,
    ...mode,
    unsafe: parsed.unsafe === true,
    only,
    skip,
    context: text('context', parsed.context),
    target: text('target', parsed.target),
    options: {
      base: once('base', parsed.base) ?? DEFAULT_OPTIONS.base,
      merge: once('merge', parsed.merge) ?? DEFAULT_OPTIONS.merge,
    },
    stdinFilename,
  };
}

/** The value of an option; yargs makes a list of one that is given twice, whatever its type says. */
function once<Value extends string>(name: string, value: Value | undefined): Value | undefined {
  if (Array.isArray(value)) throw new UsageError(`--${name} is given twice, give it once`);
  if (value === '') throw new UsageError(`--${name} is empty, give it a value`);
  return value;
}

/** The words as yargs may see them: nothing that is a path starts with `-`, and no `--` is needed. */
function hideDashes(words: readonly string[]): string[] {
  const end = words.indexOf('--');
  const paths = end === -1 ? [] : words.slice(end + 1).map((word) => word.replace(/^-/, DASH));
  const others = end === -1 ? words : words.slice(0, end);
  return [...others.map((word) => (word === '-' ? DASH : word)), ...paths];
}

function restoreDash(word: string): string {
  return word.replace(DASH, '-');
}

/** Like {@link once}, for values that are free text. */
function text(name: string, value: string | undefined): string | undefined {
  const given = once(name, value);
  return given === undefined ? undefined : restoreDash(given);
}

function idList(name: string, value: string | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const given: readonly string[] = Array.isArray(value) ? value.map(String) : [value];
  const ids = given.flatMap((list) => list.split(',')).map((id) => restoreDash(id).trim());
  if (ids.includes('')) throw new UsageError(`--${name} has an empty id, give ids like a,b`);
  return ids;
}
