import { runClient } from './client.js';
import { removeContainers } from './containers.js';
import { RUN_LABEL } from './names.js';
import type { Session } from './session.js';

/** How long an engine may take to list or remove things. */
const SECONDS = 120;

const KINDS = ['container', 'image'] as const;
type Kind = (typeof KINDS)[number];

/** The names of all runs of which the engine has images or containers. */
export async function labelledRuns(session: Session): Promise<readonly string[]> {
  const runs = new Set<string>();
  for (const kind of kindsOf(session)) {
    const ids = await listIds(session, kind, RUN_LABEL);
    for (const run of await readLabels(session, kind, ids)) runs.add(run);
  }
  return [...runs];
}

/** Removes all images and containers of a run. @returns what is there still: `image sha256:…` */
export async function removeLabelled(session: Session, run: string): Promise<readonly string[]> {
  const left: string[] = [];
  for (const kind of kindsOf(session)) {
    const list = (): Promise<readonly string[]> => listIds(session, kind, `${RUN_LABEL}=${run}`);
    let ids = await list();
    // An image can't go before those that were made from it, and takes others with it when it goes.
    for (let before = Infinity; ids.length > 0 && ids.length < before; ids = await list()) {
      before = ids.length;
      // What another run removes at the same time is no error; what stays is listed again.
      if (kind === 'container') await removeContainers(session, ids);
      else await runClient(session, ['rmi', '--force', ...ids], { timeoutSeconds: SECONDS });
    }
    left.push(...ids.map((id) => `${kind} ${id}`));
  }
  return left;
}

/** Containers come first, because they hold their images. */
function kindsOf(session: Session): readonly Kind[] {
  return session.engine.name === 'buildah' ? ['image'] : KINDS;
}

async function listIds(session: Session, kind: Kind, label: string): Promise<readonly string[]> {
  const list = kind === 'container' ? 'ps' : 'images';
  const words = [list, '--all', '--quiet', '--no-trunc', `--filter=label=${label}`];
  const { stdout } = await runClient(session, words, { timeoutSeconds: SECONDS });
  return [...new Set(stdout.split('\n').filter((line) => line !== ''))];
}

async function readLabels(
  session: Session,
  kind: Kind,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const configuration = session.engine.name === 'buildah' ? '.OCIv1.Config' : '.Config';
  const words = [
    'inspect',
    `--type=${kind}`,
    `--format={{index ${configuration}.Labels "${RUN_LABEL}"}}`,
  ];
  // Buildah inspects one at a time.
  const groups = session.engine.name === 'buildah' ? ids.map((id) => [id]) : [ids];
  const runs: string[] = [];
  for (const group of groups) {
    const { stdout } = await runClient(session, [...words, ...group], { timeoutSeconds: SECONDS });
    runs.push(...stdout.split('\n').filter((line) => line !== ''));
  }
  return runs;
}
