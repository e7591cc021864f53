import { readGoBuilds } from '../../../src/context/go-builds.js';
import type { GoProject } from '../../../src/context/go-project.js';
import type { Stage } from '../../../src/dockerfile/model.js';
import { ancestry } from '../../../src/dockerfile/stages.js';
import type { FinalStage } from '../final-stage.js';
import { isAlwaysThere, type BuiltProgram, type ProgramNeeds } from './program.js';

/** Ways to build that need a loader even without cgo (golang/go#64875), or load parts later. */
const NEEDS_LOADER =
  /-buildmode|-linkshared|-race\b|-msan\b|-asan\b|-linkmode|-compiler|-toolexec|-extld/;

/** The programs that a stage builds with go; none where that can't be told, or they are linked in an unusual way. */
export function goPrograms(final: FinalStage, stage: Stage): readonly BuiltProgram[] {
  const { context, states, dockerfile } = final;
  const stages = ancestry(dockerfile, stage).toReversed();
  const builds = context && readGoBuilds(context, stages, states);
  if (builds === undefined || builds.project.incomplete || builds.project.imports.has('plugin')) {
    return [];
  }
  const isUnusual = stages
    .flatMap(({ instructions }) => instructions)
    .some(
      ({ keyword, arguments: { text } }) =>
        ['ARG', 'ENV', 'RUN'].includes(keyword) && NEEDS_LOADER.test(text),
    );
  if (isUnusual) return [];
  const needs = needsOf(builds.project);
  return builds.outputs.flatMap(({ path, cgo }): readonly BuiltProgram[] => {
    if (!cgo) return [{ path, links: 'nothing', needs }];
    // What C code of its own is linked with is not looked at.
    return builds.project.importsC ? [] : [{ path, links: 'libc', needs }];
  });
}

function needsOf(project: GoProject): ProgramNeeds {
  const embedsZones = project.imports.has('time/tzdata');
  return {
    certificates: project.checksCertificates,
    timeZones: project.loadsTimeZones && !embedsZones,
    temporaryFiles: project.makesTemporaryFiles,
    users: project.looksUpUsers,
    unseenCode: project.requirements.length > 0,
    programs: project.programsRun,
    systemFiles: project.fileReads.flatMap(({ path }) =>
      path?.startsWith('/') === true && !isAlwaysThere(path) ? [path] : [],
    ),
  };
}
