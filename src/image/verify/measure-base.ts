import type { Dockerfile, Stage } from '../../dockerfile/model.js';
import { ancestry } from '../../dockerfile/stages.js';
import { buildImage } from '../build.js';
import { demandClient } from '../client.js';
import { EngineError } from '../engine-error.js';
import { items, texts } from '../json.js';
import type { Session } from '../session.js';
import { discardImage, type Workshop } from './built-image.js';

/** The base image of a stage, as the engine has it. */
export interface MeasuredBase {
  /** Digests of its layers, from the bottom up. */
  readonly layers: readonly string[];
  /** `NAME=value`. */
  readonly environment: readonly string[];
}

const INSPECT_SECONDS = 60;

/**
 * Measures the image that a stage is built on in the end: a build of its FROM alone, so that variables, platforms and
 * further contexts mean the same as in the whole file.
 * @throws EngineError where the base can't be had
 */
export async function measureBase(
  workshop: Workshop,
  dockerfile: Dockerfile,
  stage: Stage,
): Promise<MeasuredBase> {
  const root = ancestry(dockerfile, stage).at(-1) ?? stage;
  if (root.base.kind === 'scratch') return { layers: [], environment: [] };
  const { session, path, context, settings, bases } = workshop;
  const lines = [
    ...(dockerfile.escape === '`' ? ['# escape=`'] : []),
    ...dockerfile.globalArguments.map(({ range }) => dockerfile.text.slice(range.start, range.end)),
    dockerfile.text.slice(root.from.range.start, root.base.range.end),
  ];
  const text = `${lines.join('\n')}\n`;
  const known = bases.get(text);
  if (known !== undefined) return known;
  const { reference } = await buildImage(session, {
    title: `the base of ${path}`,
    dockerfile: text,
    // Nothing is copied.
    dockerignore: '*\n',
    context,
    settings: { ...settings, target: undefined },
    noCache: false,
  });
  const measured = await inspectBase(session, reference);
  await discardImage(session, reference);
  bases.set(text, measured);
  return measured;
}

async function inspectBase(session: Session, reference: string): Promise<MeasuredBase> {
  const format =
    session.engine.name === 'buildah'
      ? '[{{json .OCIv1.RootFS.DiffIDs}},{{json .OCIv1.Config.Env}}]'
      : '[{{json .RootFS.Layers}},{{json .Config.Env}}]';
  const words = ['inspect', '--type=image', `--format=${format}`, reference];
  const { stdout } = await demandClient(session, words, {
    failure: `nothing is known of the image ${reference}`,
    timeoutSeconds: INSPECT_SECONDS,
  });
  const [layers, environment] = items(JSON.parse(stdout)).map(texts);
  if (layers === undefined) {
    throw new EngineError(`${session.engine.name} gives ${reference} no layers, but: ${stdout}`);
  }
  return { layers, environment: environment ?? [] };
}
