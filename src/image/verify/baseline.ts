import { measureNoise, type Noise } from '../../comparison/verification/noise.js';
import { countBaseLayers } from '../../comparison/verification/base-files.js';
import { layerLines } from '../../comparison/verification/layer-lines.js';
import { describeFailures, imageFailures } from '../../comparison/verification/verify-images.js';
import type { Dockerfile, Stage } from '../../dockerfile/model.js';
import { parseDockerfile } from '../../dockerfile/parse.js';
import { instructionStates } from '../../dockerfile/state.js';
import { findStage } from '../../dockerfile/stages.js';
import { imagePlaces } from '../../transform/image-places.js';
import type { Removal } from '../../transform/removal.js';
import { EngineError, type EngineFailure } from '../engine-error.js';
import {
  buildAndRead,
  discardImage,
  type ReadBuild,
  type Texts,
  type Workshop,
} from './built-image.js';
import { chooseTrial, repeatTrial, type ExerciseSettings } from './exercise.js';
import { measureBase, type MeasuredBase } from './measure-base.js';
import type { Trial } from './trial.js';

/** A Dockerfile as it is, built and tried: what its rewritings are measured by. */
export interface Baseline {
  readonly workshop: Workshop;
  readonly exercise: ExerciseSettings;
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  readonly texts: Texts;
  readonly original: ReadBuild;
  /** Seconds of the second build, which only told the noise. */
  readonly secondsAgain: number;
  readonly noise: Noise;
  readonly trial: Trial;
}

/** What became of a rewriting. */
export interface Check {
  /** What fails, as a clause; undefined where it holds. */
  readonly failure: string | undefined;
  /** Undefined where it did not build. */
  readonly build: { readonly bytes: number; readonly seconds: number } | undefined;
}

/**
 * Builds a Dockerfile twice without any cache, and sees what its image does.
 * @throws EngineError where it does not build, or its smoke command fails
 */
export async function openBaseline(
  workshop: Workshop,
  texts: Texts,
  exercise: ExerciseSettings,
): Promise<Baseline> {
  const { session, path, tell } = workshop;
  const { dockerfile, stage } = builtStage(workshop, texts.dockerfile);
  const state = 'as it is';
  const original = await beforeRewriting(buildAndRead(workshop, state, texts));
  const again = await beforeRewriting(buildAndRead(workshop, `${state}, once more`, texts));
  await discardImage(session, again.reference);
  const noise = measureNoise(original.image, again.image);
  tell(`running ${path} as it is`);
  const subject = {
    reference: original.reference,
    configuration: original.image.configuration,
  };
  const trial = await chooseTrial(session, subject, exercise, path);
  await discardImage(session, original.reference);
  return {
    ...{ workshop, exercise, dockerfile, stage, texts, original, noise, trial },
    secondsAgain: again.seconds,
  };
}

/** A build that fails although nothing was rewritten says so. */
async function beforeRewriting<Result>(building: Promise<Result>): Promise<Result> {
  try {
    return await building;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const message = error.message.replace(
      / as it is(?:, once more)? does not build/,
      ' does not build before any rewrite',
    );
    throw new EngineError(message, error.details, error.failure);
  }
}

function builtStage(
  { settings }: Workshop,
  text: string,
): { readonly dockerfile: Dockerfile; readonly stage: Stage } {
  const parsed = parseDockerfile(text);
  if (parsed.kind === 'rejected') throw new Error(`a planned file is no Dockerfile: ${text}`);
  const { dockerfile } = parsed;
  const stage =
    settings.target === undefined
      ? dockerfile.stages.at(-1)
      : findStage(dockerfile, settings.target);
  if (stage === undefined) {
    throw new EngineError(`there is no stage ${settings.target ?? ''} to build`, [], 'build');
  }
  return { dockerfile, stage };
}

/** Failures of a build that are the rewriting's own: the original built. */
const OF_REWRITING: ReadonlySet<EngineFailure> = new Set(['build', 'timeout', 'base']);

/**
 * Builds a rewriting and compares its image with the original, in what it holds and what it does.
 * @param removals what was to go
 * @throws EngineError where the engine itself fails
 */
export async function checkRewriting(
  baseline: Baseline,
  texts: Texts,
  removals: readonly Removal[],
): Promise<Check> {
  const { workshop } = baseline;
  let built: ReadBuild;
  try {
    built = await buildAndRead(workshop, 'as rewritten', texts);
  } catch (error) {
    if (!(error instanceof EngineError) || !OF_REWRITING.has(error.failure)) throw error;
    const last = error.details.findLast((line) => line.trim() !== '');
    const why = error.failure === 'build' ? 'it does not build' : error.message;
    return { failure: `${why}${last === undefined ? '' : ` (${last.trim()})`}`, build: undefined };
  }
  const failure = await compareBuild(baseline, texts, removals, built);
  await discardImage(workshop.session, built.reference);
  return { failure, build: { bytes: built.image.bytes, seconds: built.seconds } };
}

async function compareBuild(
  baseline: Baseline,
  texts: Texts,
  removals: readonly Removal[],
  built: ReadBuild,
): Promise<string | undefined> {
  const { workshop, trial, exercise } = baseline;
  const all = [...removals, ...ignoredPaths(baseline, texts)];
  const differing = await findDifferences(baseline, texts, all, built);
  if (differing !== undefined) return differing;
  workshop.tell(`running ${workshop.path} as rewritten`);
  return repeatTrial(workshop.session, built.reference, trial, exercise);
}

/** Where files lie that the ignore file leaves out now, whichever Dockerfile that reads it was the reason. */
function ignoredPaths({ dockerfile, texts }: Baseline, now: Texts): readonly Removal[] {
  const before = new Set(texts.dockerignore.split(/\r?\n/));
  const patterns = now.dockerignore.split(/\r?\n/).filter((line) => !before.has(line));
  const paths = imagePlaces(dockerfile, instructionStates(dockerfile), patterns);
  return paths.length === 0 ? [] : [{ kind: 'paths', paths }];
}

async function findDifferences(
  { workshop, dockerfile, stage, original, noise }: Baseline,
  texts: Texts,
  removals: readonly Removal[],
  rewritten: ReadBuild,
): Promise<string | undefined> {
  const rewriting = builtStage(workshop, texts.dockerfile);
  // The bases matter only where one gave way to another, or to tell what a build made from what it is built on.
  const isBaseAsked = removals.some(({ kind }) => kind === 'base' || kind === 'build');
  const bases = isBaseAsked
    ? {
        original: await measureBase(workshop, dockerfile, stage),
        rewritten: await measureBase(workshop, rewriting.dockerfile, rewriting.stage),
      }
    : undefined;
  const count = (build: ReadBuild, base: MeasuredBase | undefined): number | undefined =>
    base === undefined ? undefined : countBaseLayers(build.image, base.layers);
  const own = count(original, bases?.original);
  return describeFailures(
    imageFailures({
      original: original.image,
      rewritten: rewritten.image,
      noise,
      removals,
      baseLayers: { original: own, rewritten: count(rewritten, bases?.rewritten) },
      lines:
        own === undefined ? undefined : layerLines(original.image.layers, own, dockerfile, stage),
      dockerfile,
      stage,
      baseEnvironment: bases?.original.environment,
    }),
  );
}
