import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import { readGoProject, type GoProject } from '../../../../src/context/go-project.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { appFolder } from '../../folders.js';
import { refuse, type Refusal, type Site } from '../../site.js';
import { noAppFolder } from '../common/sentences.js';

/** The module that the builds compile, or why it can't be read. */
export function findProject(site: Site, builds: readonly Instruction[]): GoProject | Refusal {
  const build = builds.find((instruction) =>
    /\bgo (?:build|install)\b(?![^;&|\n]*@)/.test(instruction.arguments.text),
  );
  const workdir = build === undefined ? undefined : site.states[build.index]?.workdir;
  if (workdir === undefined || appFolder(site) === undefined) {
    return noAppFolder('/src');
  }
  const copies = localCopies(site.stage, site.states);
  const path = contextFileAt(site.context, copies, `${workdir}/go.mod`);
  const project =
    path === undefined
      ? undefined
      : readGoProject(site.context, path.split('/').slice(0, -1).join('/'));
  if (project?.module === undefined) {
    return refuse(
      'manifest-unknown',
      `There is no go.mod that could be read for ${workdir}, so that what the program needs is not known.`,
    );
  }
  return project;
}
