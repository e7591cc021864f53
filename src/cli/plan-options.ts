import type { Argv } from 'yargs';
import { DEFAULT_OPTIONS } from '../transform/transform.js';
import type { FixCommand, PlanSettings } from './command.js';
import { idList, once, restoreDash, text, UsageError } from './option-values.js';
import { reportOptions } from './report-options.js';
import { verifyOptions } from './verify-options.js';

/** The kinds of a new base. */
export const BASES = ['slim', 'alpine'] as const;
const MERGES = ['shipping', 'pays', 'all'] as const;

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
] as const;

/** The options that say what is planned. */
export function planChoices<Options>(builder: Argv<Options>) {
  return builder
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
    .example('$0 fix --write - < Dockerfile', 'Print the rewritten text');
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
  return {
    unsafe: parsed.unsafe === true,
    only,
    skip,
    context: text('context', parsed.context),
    target: text('target', parsed.target),
    options: {
      base: once('base', parsed.base) ?? DEFAULT_OPTIONS.base,
      merge: once('merge', parsed.merge) ?? DEFAULT_OPTIONS.merge,
    },
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
