import type { Argv } from 'yargs';
import { ENGINE_OPTIONS, engineOptions, readEngineOptions, RUN_OPTIONS } from './build-options.js';
import { COMPARISON_FORMATS, type CompareCommand, type ComparisonFormat } from './command.js';
import { once, restoreDash, text, UsageError } from './option-values.js';
import { PLAN_CHOICES, planChoices, planSettings } from './plan-options.js';

/** Formats by the ending of the file that they are written to. */
const ENDINGS: readonly (readonly [RegExp, ComparisonFormat])[] = [
  [/\.html?$/i, 'html'],
  [/\.(?:md|markdown)$/i, 'markdown'],
  [/\.json$/i, 'json'],
];

/** Options that say nothing about two images. */
const FOR_BUILDS: readonly string[] = [
  ...PLAN_CHOICES,
  ...ENGINE_OPTIONS.filter((name) => !['engine', 'platform', 'keep'].includes(name)),
  'cache',
];

/** The options of `dockopt compare`. */
export function compareOptions(builder: Argv<{ color: boolean | undefined }>) {
  const positional = builder
    .usage(
      '$0 compare <image> <image>\n$0 compare [path]\n\nShows what two images differ in: size, layers, paths, packages, configuration.\nOf a Dockerfile: builds it as it is and as fix would rewrite it, and writes\nnothing but the report.',
    )
    .positional('image', {
      type: 'string',
      array: true,
      defaultDescription: '.',
      describe: 'Two images; or a Dockerfile, or its folder',
    });
  const options = engineOptions(
    planChoices(positional)
      .option('format', {
        choices: COMPARISON_FORMATS,
        requiresArg: true,
        describe: 'How it is shown [by the ending of --output, else pretty]',
      })
      .option('output', {
        type: 'string',
        requiresArg: true,
        describe: 'Write the report to this file, in place of one that is there',
      })
      .option('cache', {
        type: 'boolean',
        describe: 'Use what is built already, or not with --no-cache',
      }),
  );
  // Nothing is run here.
  for (const name of RUN_OPTIONS) options.hide(name);
  return options
    .example('$0 compare debian:12 debian:12-slim', 'Two images of the engine')
    .example('$0 compare old.tar oci:new', 'Saved ones, without an engine')
    .example('$0 compare app/Dockerfile', 'Before and after fix')
    .example('$0 compare --output report.html', 'The same here, as a page')
    .epilogue(
      'An image is a name that the engine knows, and pulls where it has not got it; or\noci:PATH, oci-archive:PATH, docker-archive:PATH; or just the path of such a file\nor folder.\n\nExit status: 0 done, however they differ; 2 wrong usage, no engine, no such\nimage, a build that fails.',
    );
}

type CompareArguments = Awaited<ReturnType<typeof compareOptions>['argv']>;

/** What a command line of `dockopt compare` asks for. @throws UsageError where it contradicts itself */
export function compareCommand(parsed: CompareArguments): CompareCommand {
  const [first = '.', second, third] = (parsed.image ?? []).map(restoreDash);
  if (third !== undefined) {
    throw new UsageError(`compare takes two images or one path, leave out ${third}`);
  }
  if ([first, second].includes('')) {
    throw new UsageError('the name of an image is empty, give it one');
  }
  const values: Readonly<Record<string, unknown>> = parsed;
  const given = (names: readonly string[]): string | undefined =>
    names.find((name) => values[name] !== undefined);
  const run = given(RUN_OPTIONS);
  if (run !== undefined) throw new UsageError(`--${run} is for fix --verify, compare runs nothing`);
  const building = given(FOR_BUILDS);
  if (second !== undefined && building !== undefined) {
    throw new UsageError(
      `--${building} is for building, and two images are built already; leave it out`,
    );
  }
  const output = text('output', parsed.output);
  return {
    kind: 'compare',
    compared:
      second === undefined
        ? { kind: 'rewriting', path: first }
        : { kind: 'images', before: first, after: second },
    plan: planSettings(parsed),
    engine: readEngineOptions(parsed),
    cold: parsed.cache === false,
    format: once('format', parsed.format) ?? formatOf(output),
    output,
  };
}

function formatOf(output: string | undefined): ComparisonFormat {
  const found = ENDINGS.find(([ending]) => output !== undefined && ending.test(output));
  return found?.[1] ?? 'pretty';
}
