import { listOf } from '../../transform/wording.js';
import type { ConfigurationChange, PathChange } from '../image-comparison.js';
import { configurationFailures, type ConfigurationFacts } from './configuration-failures.js';
import { fileFailures, type FileFacts, type FileFailures } from './file-failures.js';

/** What of an image differs and no fix says so. */
export interface ImageFailures {
  readonly configuration: readonly ConfigurationChange[];
  readonly files: FileFailures;
}

/** All that the comparison of two images needs. */
export type VerificationFacts = FileFacts &
  Omit<ConfigurationFacts, 'original' | 'rewritten' | 'removals'>;

/** Compares an image as it was and as it is rewritten, and takes away all that was to go. */
export function imageFailures(facts: VerificationFacts): ImageFailures {
  return {
    configuration: configurationFailures({
      ...facts,
      original: facts.original.configuration,
      rewritten: facts.rewritten.configuration,
    }),
    files: fileFailures(facts),
  };
}

/** How many packages, accounts, settings or paths a sentence names. */
const NAMED = 3;

/** The failures as a clause, `the image lacks the package procps`; undefined where there are none. */
export function describeFailures({ configuration, files }: ImageFailures): string | undefined {
  const { packages, accounts, paths } = files;
  const gone = paths.filter(({ after }) => after === undefined);
  const changed = paths.filter(({ after }) => after !== undefined);
  const clauses = [
    ...configuration.map(describeSetting).slice(0, NAMED),
    ...(packages.length > 0
      ? [`the image lacks the package${packages.length > 1 ? 's' : ''} ${list(packages)}`]
      : []),
    ...(accounts.length > 0 ? [`accounts are gone or differ (${list(accounts)})`] : []),
    ...(gone.length > 0 ? [`the image lacks ${list(gone.map(({ path }) => path))}`] : []),
    ...(changed.length > 0
      ? [`${list(changed.map(describePath))} differ${changed.length > 1 ? '' : 's'}`]
      : []),
  ];
  return clauses.length === 0 ? undefined : clauses.join('; ');
}

function describeSetting({ setting, name, before, after }: ConfigurationChange): string {
  const what = name === '' ? setting : `${setting} ${name}`;
  if (after === undefined) return `the image lacks ${what} (${before ?? ''})`;
  return before === undefined
    ? `the image has ${what} (${after}), which it had not`
    : `${what} is ${after} in place of ${before}`;
}

function describePath({ path, aspects }: PathChange): string {
  return aspects.length === 1 && aspects[0] === 'content'
    ? path
    : `${path} (${aspects.join(', ')})`;
}

function list(names: readonly string[]): string {
  const more = names.length - NAMED;
  const shown = names.slice(0, NAMED);
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return listOf(shown);
}
