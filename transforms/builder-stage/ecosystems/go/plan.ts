import { endState } from '../../stage-commands.js';
import { appFolder, isWithin } from '../../folders.js';
import { ownerOfFolder } from '../../owners.js';
import { refuse, type BuildPlan, type Refusal, type Split } from '../../site.js';
import { samePlaces } from '../common/artefacts.js';
import { keptAlone, wholeFolder } from '../common/sentences.js';
import { startsScriptOf, volumeAmong } from '../common/started.js';
import { finalBaseOf } from './base.js';
import { dataOf, wholeUnlessNothing } from './data.js';
import { outputsOf } from './outputs.js';
import { findProject } from './project.js';
import { CERTIFICATES, programsOf, runsGo, systemNeeds } from './system.js';

/** The program, with the files of its folder that it reads, on Debian slim or the same Alpine. */
export function plan(buildPlan: BuildPlan): Split | Refusal {
  const { site, builds, lastBuild } = buildPlan;
  const compiler = runsGo(buildPlan);
  if (compiler !== undefined) return compiler;
  const project = findProject(site, builds);
  if ('kind' in project) return project;
  const outputs = outputsOf(site, builds, project);
  if ('kind' in outputs) return outputs;
  if (outputs.length === 0)
    return refuse(
      'output-unknown',
      'No RUN writes a program with “go build”, so that there is nothing to copy.',
    );
  const base = finalBaseOf(
    site,
    outputs.some(({ cgo }) => cgo),
  );
  if ('kind' in base) return base;
  const folder = appFolder(site) ?? '/';
  const last = site.states[lastBuild.index]?.workdir;
  const runsIn = endState(site)?.workdir;
  // Paths of the sources are relative to where the program starts, which is the project's own folder here alone.
  const startsThere = runsIn === folder && last === folder;
  const read = dataOf(project, buildPlan, folder, startsThere);
  const data = startsScriptOf(buildPlan, folder)
    ? 'folder'
    : startsThere
      ? read
      : wholeUnlessNothing(read);
  const wanted = [
    ...new Set([
      ...(data === 'folder' ? [folder] : data.map((name) => `${folder}/${name}`)),
      ...outputs
        .map(({ from }) => from)
        .filter((path) => data !== 'folder' || !isWithin(path, folder)),
    ]),
  ];
  const volume = volumeAmong(site, wanted);
  if (volume !== undefined) return volume;
  const owner = ownerOfFolder(buildPlan, folder);
  if (typeof owner === 'object') return owner;
  const artefacts = [...samePlaces(buildPlan, wanted, () => owner)];
  const system = systemNeeds(site, project, base);
  if ('kind' in system) return system;
  if (system.certificates) artefacts.push({ from: CERTIFICATES, to: '/etc/ssl/certs/' });
  const pathsOfGo = outputs.some(({ path }) => path.startsWith('/go/bin/'));
  return {
    kind: 'split',
    finalBase: base.reference,
    builderTag: base.builderTag,
    artefacts,
    linesBefore: new Map(),
    builderLines: [],
    finalLines: pathsOfGo ? ['ENV PATH=/go/bin:$PATH'] : [],
    packages: [],
    leftBehind: [],
    programs: programsOf(project),
    doubts: system.doubts,
    notes: [
      keptAlone(site, wanted, base.reference),
      ...(data === 'folder' ? [wholeFolder(folder)] : []),
    ],
  };
}
