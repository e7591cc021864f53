import type { BuildContext } from './build-context.js';
import { readMavenProject, type MavenProject } from './maven-project.js';

/** A module of a Maven build, with what its parents in the same context add. */
export interface MavenModule {
  readonly project: MavenProject;
  /** The parents that the context has, the nearest first. */
  readonly parents: readonly MavenProject[];
  /** The last of them has a parent that the context lacks. */
  readonly hasForeignParent: boolean;
  /** The name of what it packs, without the ending; undefined where a property is not known. */
  readonly archiveName: string | undefined;
}

/** More parents than this are a ring. */
const DEPTH = 10;

/**
 * Reads the module of a folder with its parents; undefined where it has no `pom.xml`.
 * @param given properties of the command line (`-Dname=value`), which win over all others
 */
export function readMavenModule(
  context: BuildContext,
  folder: string,
  given: ReadonlyMap<string, string> = new Map(),
): MavenModule | undefined {
  const plain = readMavenProject(context, folder);
  if (plain === undefined) return undefined;
  const parents: MavenProject[] = [];
  let last = plain;
  while (parents.length < DEPTH) {
    const next = parentOf(context, last);
    if (next === undefined) break;
    parents.push(next);
    last = next;
  }
  const properties = new Map(parents.toReversed().flatMap((one) => [...one.properties]));
  for (const [name, value] of plain.properties) properties.set(name, value);
  for (const [name, value] of given) properties.set(name, value);
  const finalNameText = parents.find((one) => one.finalNameText !== undefined)?.finalNameText;
  const project = readMavenProject(context, folder, { properties, finalNameText }) ?? plain;
  const { artifact, version } = project;
  const usual =
    artifact === undefined || version === undefined ? undefined : `${artifact}-${version}`;
  return {
    project,
    parents,
    hasForeignParent: last.parent !== undefined,
    archiveName: project.finalNameText === undefined ? usual : project.finalName,
  };
}

function parentOf(context: BuildContext, project: MavenProject): MavenProject | undefined {
  if (project.parentPath === undefined) return undefined;
  const parts = project.folder.split('/').filter((part) => part !== '');
  for (const part of project.parentPath.replace(/\/?pom\.xml$/, '').split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  const found = readMavenProject(context, parts.join('/'));
  return found?.artifact === project.parent?.split(':')[1] ? found : undefined;
}
