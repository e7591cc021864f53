import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import {
  baseImages,
  buildImage,
  imageConfiguration,
  imageSize,
  layerCount,
  provideBases,
  removeImage,
  type Engine,
  type ImageConfiguration,
} from '../../__tests__/e2e/engine.js';
import { withStagedContext, type ContextFolders } from '../../__tests__/e2e/prove.js';
import type { PythonIndex } from '../../__tests__/e2e/python-index.js';
import type { BuildFiles } from '../../__tests__/e2e/rewrite.js';
import {
  differences,
  expectedObservations,
  healthcheckWords,
  observe,
  type Smoke,
} from '../../__tests__/e2e/smoke.js';

/** A change that a developer makes between two builds. */
export interface Change {
  /** Path of a source in the build context. */
  readonly file: string;
  /** What is written at its end. */
  readonly append: string;
}

/** What to build and how to try it. */
export interface Candidate {
  /** A name without prefix; lower-case letters, digits and dashes. */
  readonly name: string;
  readonly files: BuildFiles;
  readonly context: ContextFolders;
  readonly smoke: Smoke;
  readonly change: Change;
}

/** What was measured of an image. */
export interface Measurement {
  /** Sum of its uncompressed layers, as the engine gives it. */
  readonly bytes: number;
  readonly layers: number;
  /** Seconds of a build in which every instruction runs. */
  readonly coldSeconds: number;
  /** Seconds of a build right after that one, when a source has changed. */
  readonly rebuildSeconds: number;
}

/** A measured image. */
export interface Measured {
  readonly measurement: Measurement;
  readonly configuration: ImageConfiguration;
  /** How its answers differ from those that it had to give; empty where they do not. */
  readonly wrong: string;
}

/**
 * Builds an image without cache, runs it, builds it again with a changed source, and removes it.
 * @throws Error when a build fails, or a server does not come up
 */
export async function measure(
  engine: Engine,
  index: PythonIndex,
  candidate: Candidate,
): Promise<Measured> {
  const { name, files, smoke, change } = candidate;
  const bases = baseImages(files.dockerfile);
  await provideBases(engine, bases);
  const request = {
    name: `bench-${name}`,
    dockerfile: files.dockerfile,
    replacedBases: await index.replaceBases(bases),
  };
  return withStagedContext(candidate.context, files, async (context) => {
    const cold = await timed(() => buildImage(engine, { ...request, context, noCache: true }));
    const tag = cold.result;
    try {
      const configuration = await imageConfiguration(engine, tag);
      const bytes = await imageSize(engine, tag);
      const layers = await layerCount(engine, tag);
      const hasHealthcheck = (await healthcheckWords(engine, tag)) !== undefined;
      const observed = await observe(engine, tag, smoke);
      appendFileSync(join(context, change.file), change.append);
      const again = await timed(() => buildImage(engine, { ...request, context }));
      return {
        measurement: {
          bytes,
          layers,
          coldSeconds: cold.seconds,
          rebuildSeconds: again.seconds,
        },
        configuration,
        wrong: differences(observed, expectedObservations(smoke, hasHealthcheck)),
      };
    } finally {
      await removeImage(engine, tag);
    }
  });
}

async function timed<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly seconds: number }> {
  const start = performance.now();
  const result = await work();
  return { result, seconds: Math.round((performance.now() - start) / 100) / 10 };
}
