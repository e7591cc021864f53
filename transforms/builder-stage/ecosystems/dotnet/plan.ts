import { readDotnetProjects, type DotnetProject } from '../../../../src/context/dotnet-project.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import { dotnetRuntime, portVariable, setsPort } from '../../../../src/knowledge/dotnet-images.js';
import { appFolder, isWithin } from '../../folders.js';
import { ownerOfFolder } from '../../owners.js';
import { runTimeCommands, type RunTimeCommand } from '../../run-time-commands.js';
import { refuse, type BuildPlan, type Refusal, type Site, type Split } from '../../site.js';
import { samePlaces } from '../common/artefacts.js';
import { copiedPaths } from '../common/context-paths.js';
import { withScripts } from '../common/scripts.js';
import { noAppFolder, keptAlone } from '../common/sentences.js';
import { pathAtStart } from '../common/started.js';
import { strayPath } from '../common/stray-paths.js';
import { type Publish, publishes } from './publishes.js';

/** The program that the image starts. */
interface Start {
  /** Absolute path of the assembly, or of the program itself. */
  readonly path: string;
  /** `App`: the name of the assembly. */
  readonly assembly: string;
  readonly byDotnet: boolean;
}

function findStart(
  site: Site,
  commands: readonly RunTimeCommand[],
  outputs: readonly Publish[],
): Start | Refusal {
  for (const { command, place } of commands) {
    const resolved = resolveCommand(command);
    const words = resolved?.arguments.map(({ value }) => value) ?? [];
    if (resolved?.name === 'dotnet') {
      const file = words.find((word) => !word.startsWith('-'));
      if (file?.endsWith('.dll') !== true) {
        return refuse(
          'runs-compiler',
          `${place} runs “dotnet ${words.join(' ')}”, for which the image needs the SDK; publish the program in a RUN and run “dotnet App.dll”.`,
        );
      }
      const path = pathAtStart(site, file);
      if (path === undefined) break;
      return { path, assembly: file.replace(/^.*\//, '').replace(/\.dll$/, ''), byDotnet: true };
    }
    const path = pathAtStart(site, resolved?.word.value ?? '$');
    if (path !== undefined && outputs.some(({ output }) => isWithin(path, output ?? '\0'))) {
      return { path, assembly: path.replace(/^.*\//, ''), byDotnet: false };
    }
  }
  return refuse(
    'output-unknown',
    'No command of the image starts what “dotnet publish” writes, so that what to copy can’t be told.',
  );
}

/** What is published, beside the runtime of the same release. */
export function plan(buildPlan: BuildPlan): Split | Refusal {
  const { site, builds } = buildPlan;
  const folder = appFolder(site);
  if (folder === undefined) {
    return noAppFolder('/src');
  }
  const seen = runTimeCommands(buildPlan, false);
  if ('kind' in seen) return seen;
  const outputs = publishes(site, builds);
  const start = findStart(site, seen.commands, outputs);
  if ('kind' in start) return start;
  const publish = outputs.find(
    ({ output }) => output !== undefined && isWithin(start.path, output),
  );
  const implicit = /^(.+\/bin\/Release\/[^/]+(?:\/[^/]+)?\/publish)\/[^/]+$/.exec(start.path)?.[1];
  const output = publish?.output ?? implicit;
  if (output === undefined) {
    return refuse(
      'output-unknown',
      `The image runs ${start.path}, which is not where “dotnet publish” writes to.`,
    );
  }
  const projects = readDotnetProjects(site.context, copiedPaths(site));
  const project = projects.find(({ assembly }) => assembly === start.assembly);
  if (project === undefined) {
    return refuse(
      'manifest-unknown',
      `There is no project file that could be read for ${start.assembly}, so that which runtime it needs is not known.`,
    );
  }
  const selfContained = (publish ?? outputs[0])?.selfContained === true || project.selfContained;
  if (start.byDotnet && selfContained) {
    return refuse(
      'output-unknown',
      `${start.assembly} is published with its own runtime, and the image starts it with another.`,
    );
  }
  const base = dotnetRuntime(site.image, site.tag, kindOf(project, projects, selfContained));
  const variable = site.stage.base.kind !== 'image' || site.stage.base.hasVariables;
  if (base.kind === 'none' || variable || site.written.includes('@')) {
    return refuse(
      'runtime-unknown',
      `Which image has the runtime for ${site.written} can’t be told${base.kind === 'none' ? `: ${base.why}` : ''}.`,
    );
  }
  if (
    project.framework !== undefined &&
    !project.framework.startsWith(`net${base.version}`) &&
    project.framework !== `netcoreapp${base.version}`
  ) {
    return refuse(
      'framework-differs',
      `${project.path} is built for ${project.framework}, and the runtime of ${site.written} is another.`,
    );
  }
  const stray = strayPath(buildPlan, folder, [output]);
  if (stray !== undefined) return stray;
  const owner = ownerOfFolder(buildPlan, folder);
  if (typeof owner === 'object') return owner;
  const port =
    project.usesWeb && !setsPort(site.stage.instructions) ? portVariable(base.version) : undefined;
  return withScripts(buildPlan, {
    kind: 'split',
    finalBase: base.reference,
    artefacts: samePlaces(buildPlan, [output], () => owner),
    linesBefore: new Map(),
    builderLines: [],
    finalLines: port === undefined ? [] : [`ENV ${port}=`],
    packages: [],
    leftBehind: [],
    programs: projects.flatMap(({ programs }) => programs),
    doubts: [
      {
        reason: 'dotnet-unproven',
        message:
          'A split of .NET was not proven by a build, and the names of its images go by rule, not by a table',
      },
    ],
    notes: [
      keptAlone(site, [output], base.reference),
      ...(port === undefined
        ? []
        : [
            `The SDK's image empties ${port}, which the one with the runtime sets, so that the port would be another`,
          ]),
    ],
  });
}

/** Which runtime a project needs: that of ASP.NET Core has all that the plain one has. */
function kindOf(
  project: DotnetProject,
  all: readonly DotnetProject[],
  selfContained: boolean,
): 'aspnet' | 'runtime' | 'runtime-deps' {
  if (selfContained) return 'runtime-deps';
  const related = [project, ...all.filter(({ path }) => path !== project.path)];
  return project.isWeb || related.some(({ usesWeb }) => usesWeb) ? 'aspnet' : 'runtime';
}
