import type { Argv } from 'yargs';
import {
  engineOptions,
  givenEngineOptions,
  readEngineOptions,
  type EngineArguments,
} from './build-options.js';
import type { VerifySettings } from './command.js';
import { text, UsageError } from './option-values.js';

/** Adds `--verify`, `--smoke` and all that says how images are built and run. */
export function verifyOptions<Options>(builder: Argv<Options>) {
  return engineOptions(
    builder
      .option('verify', {
        type: 'boolean',
        describe: 'Build each file before and after, and keep only what holds',
      })
      .option('smoke', {
        type: 'string',
        requiresArg: true,
        describe: 'A command that shows that the image works',
      }),
  );
}

type VerifyArguments = EngineArguments & {
  readonly verify: boolean | undefined;
  readonly smoke: string | undefined;
};

/**
 * What a command line says about verifying; undefined where it does not ask for it.
 * @throws UsageError where it gives an option that has no meaning without it
 */
export function readVerifyOptions(parsed: VerifyArguments): VerifySettings | undefined {
  if (parsed.verify === true) {
    return { smoke: text('smoke', parsed.smoke), engine: readEngineOptions(parsed) };
  }
  const [lonely] = [
    ...(parsed.smoke === undefined ? [] : ['smoke']),
    ...givenEngineOptions({ ...parsed }),
  ];
  if (lonely !== undefined) throw new UsageError(`--${lonely} is for --verify, give that too`);
  return undefined;
}
