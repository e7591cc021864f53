import type { Argv } from 'yargs';
import { BASES, DEFAULT_OPTIONS, MERGES } from '../transform/transform.js';
import type { ConfigurationChoice, FixCommand, PlanSettings } from './command.js';
import { idList, once, restoreDash, text, UsageError } from './option-values.js';
import { reportOptions } from './report-options.js';
import { verifyOptions } from './verify-options.js';

/** The options of the commands that plan files and folders. */
export function planOptions(builder: Argv<{ color: boolean | undefined }>) {
  return planChoices(
    builder.positional('path', {
      type: 'string',
      array: true,
      default: ['.'],
      describe: 'Dockerfiles, folders to search, or - for standard input',
    }),
  ).option('stdin-filename', {
    type: 'string',
    requiresArg: true,
    describe: 'The path that standard input counts as having',
  });
}

/** The names of the options that {@link planChoices} adds. */
export const PLAN_CHOICES = [
  'unsafe',
  'only',
  'skip',
  'context',
  'target',
  'base',
  'merge',
  'config',
] as const;

/** The options that say what is planned. */
export function planChoices<Options>(builder: Argv<Options>) {
  return configurationChoice(builder)
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
      describe: 'The stage to build; the last one is taken to be built, too',
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
    });
}

/** The options that say which configuration counts. */
export function configurationChoice<Options>(builder: Argv<Options>) {
  return builder.option('config', {
    type: 'string',
    requiresArg: true,
    describe: 'The configuration file [searched from each Dockerfile up; none with --no-config]',
  });
}

/** What {@link configurationChoice} says; yargs gives false for `--no-config`. */
export function readConfigurationChoice(given: unknown): ConfigurationChoice {
  if (given === undefined) return { kind: 'search' };
  if (given === false) return { kind: 'none' };
  if (typeof given !== 'string') throw new UsageError('--config is given twice, give it once');
  const path = text('config', given) ?? '';
  return { kind: 'file', path };
}

/** The options of `dockopt fix` alone. */
export function fixOptions(builder: ReturnType<typeof planOptions>) {
  return verifyOptions(reportOptions(builder, 'pretty'))
    .usage('$0 fix [path..]\n\nPlans the rewriting of Dockerfiles; writes nothing without --write.')
    .option('dry-run', { type: 'boolean', describe: 'Write nothing (the default)' })
    .option('write', { type: 'boolean', describe: 'Rewrite the files' })
    .option('check', { type: 'boolean', describe: 'Exit 1 when the plan changes something' })
    .example('$0 fix', 'Show what would change below this folder')
    .example('$0 fix --write app/Dockerfile', 'Rewrite one file')
    .example('$0 fix --only slim-base --unsafe', 'One transform, with its unsafe fixes')
    .example('$0 fix --verify --smoke "app --version"', 'Keep what a build shows to hold')
    .example('$0 fix --format diff | git apply', 'Apply the plan as a patch')
    .example('$0 fix --write - < Dockerfile', 'Print the rewritten text')
    .example('$0 fix --format jsonl - < lines', 'Answer lines of JSON, one by one');
}

type PlanArguments = Awaited<ReturnType<typeof planOptions>['argv']>;
type PlanChoices = Awaited<ReturnType<typeof planChoices>['argv']>;

/** What {@link planChoices} says. @throws UsageError where options exclude each other */
export function planSettings(parsed: PlanChoices): PlanSettings {
  const only = idList('only', parsed.only);
  const skip = idList('skip', parsed.skip);
  if (only !== undefined && skip !== undefined) {
    throw new UsageError('--only and --skip exclude each other, give one of them');
  }
  const base = once('base', parsed.base);
  const merge = once('merge', parsed.merge);
  return {
    unsafe: parsed.unsafe,
    only,
    skip,
    context: text('context', parsed.context),
    target: text('target', parsed.target),
    options: {
      ...(base === undefined ? {} : { base }),
      ...(merge === undefined ? {} : { merge }),
    },
    configuration: readConfigurationChoice(parsed.config),
  };
}

/** What a command that plans asks for. @throws UsageError where options exclude each other */
export function fixCommand(
  parsed: PlanArguments,
  mode: Omit<FixCommand, 'kind' | 'paths' | 'stdinFilename' | keyof PlanSettings>,
): FixCommand {
  const settings = planSettings(parsed);
  const paths = parsed.path.map(restoreDash);
  const stdinFilename = text('stdin-filename', parsed['stdin-filename']);
  if (stdinFilename !== undefined && !paths.includes('-')) {
    throw new UsageError('--stdin-filename names standard input, give - as the path');
  }
  if (mode.format === 'jsonl' && paths.includes('-')) {
    const wrong = notForLines(paths, { ...mode, context: settings.context, stdinFilename });
    if (wrong !== undefined) throw new UsageError(wrong);
  }
  if (mode.changedSince !== undefined && paths.includes('-')) {
    throw new UsageError('--changed-since is about files, leave - out');
  }
  if (mode.verify !== undefined && paths.includes('-') && settings.context === undefined) {
    throw new UsageError(
      '--verify builds, and standard input has no build context; give --context',
    );
  }
  return { kind: 'fix', paths, ...mode, ...settings, stdinFilename };
}

/** What says nothing about lines of JSON on standard input, which are answered one by one; undefined where all is well. */
function notForLines(
  paths: readonly string[],
  given: Pick<FixCommand, 'write' | 'verify' | 'context' | 'stdinFilename'>,
): string | undefined {
  const { write, verify, context, stdinFilename } = given;
  if (paths.length > 1) return '- reads lines with --format jsonl, give it without other paths';
  if (write) return '--write writes no lines, leave it out: results hold the text';
  if (verify !== undefined) return '--verify builds, and lines have no folder; leave it out';
  if (context !== undefined) return '--context is of the disk, give files in the lines';
  if (stdinFilename !== undefined) return '--stdin-filename is in the lines, as path; leave it out';
  return undefined;
}
