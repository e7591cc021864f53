import { mkdirSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { clientError, runClient } from './client.js';
import { EngineError } from './engine-error.js';
import { labelOption, newImageName, RUN_LABEL } from './names.js';
import type { ProgramResult } from './run-program.js';
import { createMask } from './secrets.js';
import type { BuildRequest, BuiltImage, Session } from './session.js';

/** Told about a build while it goes on. */
export interface BuildProgress {
  /** Called with each step that begins, as the engine words it: `[2/5] RUN make`. */
  readonly onStep?: (step: string) => void;
}

/**
 * In place of an ignore file that is not there. An engine may take an empty one for none, and look for the context's own.
 */
const NO_IGNORE_FILE = '# nothing is ignored\n';

/** How BuildKit (`#7 [2/3] RUN make`) and Buildah (`STEP 2/3: RUN make`) say that a step begins. */
const STEP = /^(?:#\d+ (?=\[(?:[^\]]+ )?\d+\/\d+\] ))|^(?:\[\d+\/\d+\] )?(?=STEP \d+)/;

/**
 * Builds an image. The Dockerfile and its ignore file are written to the session's folder, so that the context stays as
 * it is on the disk.
 * @throws EngineError with the engine's last lines where the build fails or takes longer than it may, in which values of
 * secrets are masked; Interrupted when the session is ended
 */
export async function buildImage(
  session: Session,
  request: BuildRequest,
  progress: BuildProgress = {},
): Promise<BuiltImage> {
  const { settings } = request;
  const mask = createMask(settings);
  const reference = newImageName(session);
  const words = buildWords(session, request, { reference, ...writeFiles(session, request) });
  const start = performance.now();
  const result = await runClient(session, words, {
    timeoutSeconds: settings.timeoutSeconds,
    environment: ENVIRONMENT,
    onLine: (line) => {
      if (STEP.test(line) && !line.includes(RUN_LABEL))
        progress.onStep?.(mask(line.replace(STEP, '')));
    },
  });
  // Podman may end well although it was ended.
  if (result.status !== 0 || result.timedOut)
    throw buildError(session, request, { ...result, lastLines: result.lastLines.map(mask) });
  return { reference, seconds: (performance.now() - start) / 1000 };
}

/**
 * BuildKit, because the older builder of Docker knows neither heredocs nor an ignore file of one Dockerfile; and no
 * attestations beside the image, which is to be measured alone.
 */
const ENVIRONMENT = { DOCKER_BUILDKIT: '1', BUILDX_NO_DEFAULT_ATTESTATIONS: '1' };

function buildError(session: Session, request: BuildRequest, result: ProgramResult): EngineError {
  const { title, settings } = request;
  if (result.timedOut) {
    const message = `${title}: the build took longer than ${settings.timeoutSeconds} s; give it more with --build-timeout`;
    return new EngineError(message, result.lastLines, 'timeout');
  }
  const error = clientError(session, `${title} does not build`, result);
  return error.failure === 'other' ? new EngineError(error.message, error.details, 'build') : error;
}

interface Places {
  readonly reference: string;
  readonly dockerfile: string;
  readonly ignoreFile: string;
}

function writeFiles(session: Session, request: BuildRequest): Omit<Places, 'reference'> {
  const folder = join(session.folder, `build-${randomBytes(4).toString('hex')}`);
  const dockerfile = join(folder, 'Dockerfile');
  // BuildKit takes the file of this name instead of the context's own.
  const ignoreFile = `${dockerfile}.dockerignore`;
  mkdirSync(folder);
  writeFileSync(dockerfile, request.dockerfile);
  writeFileSync(ignoreFile, request.dockerignore === '' ? NO_IGNORE_FILE : request.dockerignore);
  return { dockerfile, ignoreFile };
}

/** The words of a build, in the order in which they are documented here: what is asked for last. */
function buildWords(
  session: Session,
  { settings, noCache, context }: BuildRequest,
  { reference, dockerfile, ignoreFile }: Places,
): readonly string[] {
  const { engine } = session;
  return [
    'build',
    `--file=${dockerfile}`,
    `--tag=${reference}`,
    labelOption(session),
    ...(engine.name === 'docker'
      ? [
          '--progress=plain',
          // A builder that is no part of the engine keeps what it built otherwise.
          '--load',
          ...optional('builder', engine.builder),
        ]
      : [
          `--ignorefile=${ignoreFile}`,
          // The OCI's own format has no health check, and one layer for all would say nothing of the instructions.
          '--format=docker',
          '--layers',
        ]),
    ...(noCache ? ['--no-cache'] : []),
    ...optional('target', settings.target),
    ...optional('platform', settings.platform),
    ...optional('network', settings.network),
    ...settings.buildArguments.map((value) => `--build-arg=${value}`),
    ...settings.buildContexts.map((value) => `--build-context=${value}`),
    ...settings.secrets.map((value) => `--secret=${value}`),
    ...settings.ssh.map((value) => `--ssh=${value}`),
    ...settings.addHosts.map((value) => `--add-host=${value}`),
    resolve(context),
  ];
}

function optional(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`--${name}=${value}`];
}
