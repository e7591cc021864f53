import yargs from 'yargs';
import packageManifest from '../../package.json' with { type: 'json' };
import { HOOKS, type Command, type ReadCommand } from './command.js';
import { completionScript, SHELLS } from './completion.js';
import { compareCommand, compareOptions } from './compare-options.js';
import { hideDashes, once, restoreDash, text, UsageError } from './option-values.js';
import { BASES, DEFAULT_OPTIONS } from '../transform/transform.js';
import {
  configurationChoice,
  fixCommand,
  fixOptions,
  planOptions,
  readConfigurationChoice,
} from './plan-options.js';
import { readReportOptions, reportOptions } from './report-options.js';
import { COMMANDS, usageMessage } from './usage-message.js';
import { readVerifyOptions } from './verify-options.js';

/** Columns of the help, whatever the terminal: it is read in documents, too. */
const HELP_WIDTH = 80;

/**
 * Reads a command line.
 * @param words the arguments, without the names of Node and of the program. The ids of transforms in it are not checked
 * @param program how the program is called: `dockopt`, or `docker dockopt`
 */
export async function readCommand(words: readonly string[], program: string): Promise<ReadCommand> {
  let command: Command | undefined;
  let color: boolean | undefined;
  let printed = '';
  const take = (taken: Command, flag: boolean | undefined): void => {
    command = taken;
    color = flag;
  };
  const parser = yargs()
    .scriptName(program)
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
        const mode = {
          ...{ write: parsed.write === true, check: parsed.check === true },
          ...readReportOptions(parsed, 'pretty'),
          verify: readVerifyOptions(parsed),
        };
        take(fixCommand(parsed, mode), parsed.color);
      },
    )
    .command(
      'check [path..]',
      'fix --dry-run --check with one line per file',
      (builder) =>
        reportOptions(planOptions(builder), 'lines')
          .usage(
            '$0 check [path..]\n\nSays for each Dockerfile, in one line, whether fix would change it.',
          )
          .example('$0 check', 'Exit 1 when a Dockerfile here would change')
          .example('$0 check --format github', 'The same, with annotations of GitHub')
          .example('$0 check --changed-since main', 'Only what a branch changed'),
      (parsed) => {
        const mode = {
          ...{ write: false, check: true, verify: undefined },
          ...readReportOptions(parsed, 'lines'),
        };
        take(fixCommand(parsed, mode), parsed.color);
      },
    )
    .command(
      'compare [image..]',
      'What two images differ in, or a Dockerfile before and after fix',
      compareOptions,
      (parsed) => {
        take(compareCommand(parsed), parsed.color);
      },
    )
    .command(
      'list',
      'The transforms: id, what, applicability',
      (builder) =>
        builder
          .usage('$0 list\n\nLists the transforms in the order in which they run.')
          .example('$0 list', 'Their ids, for --only, --skip and explain'),
      (parsed) => {
        take({ kind: 'list' }, parsed.color);
      },
    )
    .command(
      'explain <id>',
      'What a transform does, what it refuses and why',
      (builder) =>
        configurationChoice(builder)
          .usage(
            '$0 explain <id>\n\nTells what a transform does, what it refuses and why. With --file it tells what its\ndecisions about a Dockerfile rest on: what is used, and where that was seen.',
          )
          .positional('id', {
            type: 'string',
            demandOption: true,
            describe: `A transform, as ${program} list names it`,
          })
          .option('file', {
            type: 'string',
            requiresArg: true,
            describe: 'The Dockerfile to show the evidence of',
          })
          .option('context', {
            type: 'string',
            requiresArg: true,
            describe: 'With --file: the folder that is the build context',
          })
          .option('target', {
            type: 'string',
            requiresArg: true,
            describe: 'With --file: the stage to build',
          })
          .option('base', {
            choices: BASES,
            requiresArg: true,
            describe: `With --file: the kind of the new base [${DEFAULT_OPTIONS.base}]`,
          })
          .example('$0 explain merge-runs', 'What merge-runs does')
          .example('$0 explain slim-base --file Dockerfile', 'Why this base stays, or goes'),
      (parsed) => {
        const file = text('file', parsed.file);
        const context = text('context', parsed.context);
        const target = text('target', parsed.target);
        const base = once('base', parsed.base);
        const configuration = readConfigurationChoice(parsed.config);
        const isAboutFile =
          (context ?? target ?? base) !== undefined || configuration.kind !== 'search';
        if (file === undefined && isAboutFile) {
          throw new UsageError(
            '--context, --target, --base and --config go with --file, name a Dockerfile',
          );
        }
        const plan = {
          ...{ unsafe: undefined, only: undefined, skip: undefined },
          ...{ context, target, configuration },
          options: base === undefined ? {} : { base },
        };
        take({ kind: 'explain', id: restoreDash(parsed.id), file, plan }, parsed.color);
      },
    )
    .command(
      'init [folder]',
      'Write a configuration, and a hook with --hook',
      (builder) =>
        builder
          .usage(
            '$0 init [folder]\n\nWrites dockopt.config.yaml with all that can be set, and with --hook adds\ndockopt to what runs with every commit. No file that is there is replaced.',
          )
          .positional('folder', {
            type: 'string',
            default: '.',
            describe: 'The folder whose Dockerfiles are meant, mostly the root of the repository',
          })
          .option('hook', {
            choices: HOOKS,
            requiresArg: true,
            describe: 'Add it to .pre-commit-config.yaml, or to lint-staged and .husky/pre-commit',
          })
          .option('dry-run', { type: 'boolean', describe: 'Show what would be written' })
          .example('$0 init', 'A configuration, and how to go on')
          .example('$0 init --hook pre-commit', 'And the hook of pre-commit')
          .example('$0 init --hook husky --dry-run', 'What it would write for husky'),
      (parsed) => {
        const folder = restoreDash(parsed.folder);
        const hook = once('hook', parsed.hook);
        take({ kind: 'init', folder, hook, dryRun: parsed['dry-run'] === true }, parsed.color);
      },
    )
    .command(
      'lsp',
      'The language server for editors, on standard input and output',
      (builder) =>
        builder
          .usage(
            '$0 lsp\n\nServes the Language Server Protocol: findings, fixes and reasons in an editor.',
          )
          .option('stdio', {
            type: 'boolean',
            describe: 'Standard input and output, the only way there is',
          })
          // Libraries for clients add it.
          .option('clientProcessId', { type: 'number', hidden: true })
          .example('$0 lsp --stdio', 'What an editor starts'),
      (parsed) => {
        take({ kind: 'lsp' }, parsed.color);
      },
    )
    .command(
      'install-plugin',
      'Make this program a plugin of docker: docker dockopt',
      (builder) =>
        builder
          .usage(
            '$0 install-plugin\n\nWrites docker-dockopt into the folder of the plugins of docker, so that\ndocker dockopt runs this program.',
          )
          .option('uninstall', { type: 'boolean', describe: 'Remove it' })
          .option('dry-run', { type: 'boolean', describe: 'Say what would be done' })
          .example('$0 install-plugin', 'In $DOCKER_CONFIG or ~/.docker')
          .example('$0 install-plugin --uninstall', 'Remove it'),
      (parsed) => {
        const uninstall = parsed.uninstall === true;
        const dryRun = parsed['dry-run'] === true;
        take({ kind: 'install-plugin', uninstall, dryRun }, parsed.color);
      },
    )
    .command(
      'completion <shell>',
      'A script that makes a shell complete dockopt',
      (builder) =>
        builder
          .usage(
            '$0 completion <shell>\n\nPrints a script that makes a shell complete the words after dockopt.',
          )
          .positional('shell', { choices: SHELLS, demandOption: true, describe: 'The shell' })
          .example('eval "$($0 completion bash)"', 'In ~/.bashrc; zsh likewise')
          .example('$0 completion fish | source', 'In config.fish'),
      (parsed) => {
        take({ kind: 'print', text: completionScript(parsed.shell) }, parsed.color);
      },
    )
    .command('help [command]', 'The help of a command, as with --help')
    .example('$0 fix', 'Show what would change below this folder')
    .example('$0 fix --write Dockerfile', 'Rewrite one file')
    .example('$0 fix --format diff | git apply', 'Apply the plan as a patch')
    .example('$0 compare debian:12 debian:12-slim', 'Sizes, layers, paths, packages')
    .example('$0 explain slim-base', 'What slim-base does and refuses')
    .epilogue(
      'Exit status: 0 done; 1 with --check when something changes, or with --fail-on\nwhen there is such a finding; 2 wrong usage, or a file that can’t be read or is\nno valid Dockerfile.',
    )
    .demandCommand(1, 1, `name a command: ${COMMANDS.join(', ')}`)
    .strict()
    .version(packageManifest.version)
    .showHelpOnFail(false)
    .fail((message: string | null, error: Error | undefined) => {
      if (error !== undefined && error.name !== 'YError') throw error;
      throw new UsageError(usageMessage(message ?? error?.message ?? '', words, program));
    });
  const [first, helped] = words;
  if (first === 'help' && helped !== undefined && !COMMANDS.includes(helped)) {
    return { kind: 'usage', message: usageMessage('', [helped], program) };
  }
  try {
    await parser.parseAsync(hideDashes(askedForHelp(words)), {}, (_error, _parsed, output) => {
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

/** `help fix` is `fix --help`. */
function askedForHelp(words: readonly string[]): readonly string[] {
  return words[0] === 'help' ? [...words.slice(1), '--help'] : words;
}
