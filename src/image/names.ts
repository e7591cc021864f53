import { randomBytes } from 'node:crypto';
import type { Session } from './session.js';

/** The label of every image and container that a run makes; its value is the run's name. */
export const RUN_LABEL = 'dev.dockopt.run';

/** What the name of a run's folder for temporary files begins with; the run's name follows. */
export const FOLDER_PREFIX = 'dockopt-run-';

/** What the name of a run begins with whose things are to stay: no later run takes them for left behind. */
export const KEPT_PREFIX = 'kept-';

/** The option that labels an image or a container as made by this run. */
export function labelOption(session: Session): string {
  return `--label=${RUN_LABEL}=${session.id}`;
}

/** A name for an image of this run that no other has. Podman and buildah call a local image one of `localhost`. */
export function newImageName(session: Session): string {
  const registry = session.engine.name === 'docker' ? '' : 'localhost/';
  return `${registry}dockopt-${session.id}:${randomBytes(4).toString('hex')}`;
}

/** A name for a container of this run that no other has. */
export function newContainerName(session: Session): string {
  return `dockopt-${session.id}-${randomBytes(4).toString('hex')}`;
}
