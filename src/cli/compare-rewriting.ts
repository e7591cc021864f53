import { resolve } from 'node:path';
import { compareImages } from '../comparison/compare-images.js';
import type { ImageContents } from '../comparison/image-contents.js';
import { TRANSFORMS } from '../core.js';
import { buildImage } from '../image/build.js';
import { readEngineImage } from '../image/read-engine-image.js';
import type { LayerCache } from '../image/read-image.js';
import type { Session } from '../image/session.js';
import { withSession } from '../image/with-session.js';
import { formatFailure, visible, type PlannedFileReport } from '../report/file-report.js';
import { discover } from '../workspace/discover.js';
import { createContextFinder } from '../workspace/find-context.js';
import { readText } from '../workspace/read.js';
import type { CompareCommand } from './command.js';
import type { Compared, CompareEnvironment } from './compared.js';
import { copySources } from '../context/copy-sources.js';
import { failure, problemOutcome, type Outcome } from './outcome.js';
import { ignoreFilePath, openIgnoreFile, planFiles, type Source } from './plan-files.js';
import { unknownTarget } from './unknown-target.js';
import { unknownTransform } from './unknown-transform.js';

/** How many Dockerfiles a message names. */
const NAMED = 5;

/** What is built: the two texts as they are and as planned, and where. */
interface Rewriting {
  /** As messages show it. */
  readonly path: string;
  /** The Dockerfile, and its ignore file where there is something to say about it. */
  readonly files: readonly PlannedFileReport[];
  /** The folder of the build context. */
  readonly context: string;
  readonly before: Texts;
  readonly after: Texts;
}

interface Texts {
  readonly dockerfile: string;
  readonly dockerignore: string;
}

type Found<Value> =
  | { readonly kind: 'found'; readonly value: Value }
  | { readonly kind: 'failed'; readonly outcome: Outcome };

/** Builds a Dockerfile as it is and as `fix` would rewrite it, and compares the images. Nothing is written. */
export async function compareRewriting(
  path: string,
  command: CompareCommand,
  environment: CompareEnvironment,
): Promise<Compared> {
  const usage = unknownTransform(
    [...(command.plan.only ?? []), ...(command.plan.skip ?? [])],
    TRANSFORMS,
  );
  if (usage !== undefined) return failed(failure(`dockopt: ${usage}`));
  const source = findDockerfile(path, environment.workingDirectory);
  if (source.kind === 'failed') return source;
  const planned = await planRewriting(source.value, command, environment);
  if (planned.kind === 'failed') return planned;
  return withSession(command.engine, (session) =>
    buildBoth(session, planned.value, command, environment),
  );
}

function failed(outcome: Outcome): { readonly kind: 'failed'; readonly outcome: Outcome } {
  return { kind: 'failed', outcome };
}

/** The one Dockerfile that a path stands for. */
function findDockerfile(path: string, workingDirectory: string): Found<Source> {
  if (path === '-') {
    const message = 'compare builds a file, and - is none; name the Dockerfile';
    return failed(failure(`dockopt: ${message}`));
  }
  const { files, problems } = discover([path], workingDirectory);
  const [problem] = problems;
  if (problem !== undefined) return failed(problemOutcome(problem));
  const [file, ...others] = files;
  if (file === undefined) {
    const message = 'no Dockerfile in this folder or below; name the file if it has another name';
    return failed(failure(`dockopt: ${visible(path)}: ${message}`));
  }
  if (others.length > 0) {
    const named = files.slice(0, NAMED).map(visible).join(', ');
    const more = files.length - NAMED;
    const list = `${named}${more > 0 ? ` and ${more} more` : ''}`;
    return failed(
      failure(`dockopt: ${visible(path)} has ${files.length} Dockerfiles, name one of ${list}`),
    );
  }
  const read = readText(resolve(workingDirectory, file), file);
  return 'problem' in read
    ? failed(problemOutcome(read.problem))
    : { kind: 'found', value: { shownPath: file, place: file, text: read.text } };
}

async function planRewriting(
  source: Source,
  { plan }: CompareCommand,
  { workingDirectory, today }: CompareEnvironment,
): Promise<Found<Rewriting>> {
  const { shownPath: path, text } = source;
  const created = createContextFinder({
    workingDirectory,
    context: plan.context,
    localSources: copySources,
  });
  if ('problem' in created) return failed(problemOutcome(created.problem));
  const { finder } = created;
  const target = plan.target === undefined ? undefined : unknownTarget(plan.target, [source]);
  if (target?.kind === 'usage') return failed(failure(`dockopt: ${target.message}`));
  const { found, note } = await finder.find(path, text);
  if (found === undefined) {
    const why = note ?? 'its build context is not known.';
    return failed(failure(`dockopt: ${visible(path)} can't be built: ${visible(why)}`));
  }
  const reports = await planFiles([source], plan, { workingDirectory, today, finder });
  const files: PlannedFileReport[] = [];
  for (const report of reports) {
    if (report.kind === 'failed') return failed(failure(formatFailure(report)));
    files.push(report);
  }
  const [dockerfile, plannedIgnoreFile] = files;
  if (dockerfile === undefined) throw new Error(`nothing was planned for ${path}`);
  const ignorePath = ignoreFilePath(found.root, source, workingDirectory);
  const ignoreFile = openIgnoreFile(ignorePath, workingDirectory);
  if ('kind' in ignoreFile) return failed(failure(formatFailure(ignoreFile)));
  const value = {
    path,
    files,
    context: found.root,
    before: { dockerfile: dockerfile.before, dockerignore: ignoreFile.before },
    after: {
      dockerfile: dockerfile.after,
      dockerignore: plannedIgnoreFile?.after ?? ignoreFile.before,
    },
  };
  return { kind: 'found', value };
}

async function buildBoth(
  session: Session,
  rewriting: Rewriting,
  { engine, cold }: CompareCommand,
  { today, tell }: CompareEnvironment,
): Promise<Compared> {
  const { path, files, before, after } = rewriting;
  const layers: LayerCache = new Map();
  const build = async (
    name: string,
    texts: Texts,
  ): Promise<{ readonly image: ImageContents; readonly seconds: number }> => {
    const { context } = rewriting;
    const request = { title: name, ...texts, context, settings: engine.build, noCache: cold };
    tell(`building ${name}`);
    const { reference, seconds } = await buildImage(session, request, {
      onStep: (step) => {
        tell(`building ${name}: ${step}`);
      },
    });
    tell(`reading ${name}`);
    const { platform } = engine.build;
    const image = await readEngineImage(session, reference, { name, platform, layers });
    return { image, seconds };
  };
  const isSame =
    before.dockerfile === after.dockerfile && before.dockerignore === after.dockerignore;
  const old = await build(`${path} as it is`, before);
  const name = `${path} as rewritten`;
  const rewritten = isSame
    ? { image: { ...old.image, name }, seconds: undefined }
    : await build(name, after);
  tell('comparing');
  const report = {
    comparison: compareImages(old.image, rewritten.image),
    rewrite: { files, secondsBefore: old.seconds, secondsAfter: rewritten.seconds, cold },
    engine: `${session.engine.name} ${session.engine.version}`,
    date: today,
  };
  return { kind: 'report', report };
}
