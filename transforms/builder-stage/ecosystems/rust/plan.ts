import { placeOf } from '../../../../src/dockerfile/place.js';
import { readLocalCopy } from '../../../../src/context/copied-files.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { isWithin } from '../../folders.js';
import { ownerOfFolder } from '../../owners.js';
import { refuse, type BuildPlan, type Refusal, type Site, type Split } from '../../site.js';
import { ownerUnknown, samePlaces } from '../common/artefacts.js';
import { optionOf, type BuildStep } from '../common/build-steps.js';
import { distributionBase } from '../common/final-base.js';
import { keptAlone } from '../common/sentences.js';
import { startCommands, startedInFolder, volumeAmong } from '../common/started.js';
import { CARGO_BIN, isOfBuild, readBuild } from './build.js';
import { crateNeeds } from './crates.js';
import { doubtsOf, installedTool, linkedPackages, refusalOf } from './needs.js';

/** The program, on Debian slim of the same suite; what it may read comes from the context again. */
export function plan(buildPlan: BuildPlan): Split | Refusal {
  const { site, roles } = buildPlan;
  const compiler = runsCargo(buildPlan);
  if (compiler !== undefined) return compiler;
  const build = readBuild(buildPlan);
  if ('kind' in build) return build;
  const { folder, project, sources, steps, outputs } = build;
  const refusal = refusalOf(sources);
  if (refusal !== undefined) return refusal;
  const base = distributionBase(site, true);
  if ('kind' in base) return base;
  const commands = startCommands(buildPlan);
  if (commands === undefined || base.suite === undefined) {
    return refuse('command-unknown', 'What the image starts is a script that can not be read.');
  }
  const inTarget = startedInFolder(buildPlan, folder, commands).filter((path) =>
    isOfBuild(path, folder),
  );
  const targets = steps.flatMap((step) => targetFolder(site, step) ?? []);
  const elsewhere = startedElsewhere(commands, targets);
  const wanted = [...new Set([...outputs, ...inTarget, ...elsewhere])];
  if (wanted.length === 0) {
    return refuse(
      'output-unknown',
      'Which program the image starts can not be told; name it in CMD by its path: target/release/NAME.',
    );
  }
  const tool = installedTool(build, commands, base.suite);
  if (tool !== undefined) return tool;
  const volume = volumeAmong(site, wanted);
  if (volume !== undefined) return volume;
  const owner = ownerOfFolder(buildPlan, folder);
  if (typeof owner === 'object') return owner;
  const stranger = ownerUnknown(buildPlan, wanted, folder);
  if (stranger !== undefined) return stranger;
  const needs = crateNeeds(project.crates ?? [], base.suite);
  const linked = linkedPackages(site, sources);
  if ('kind' in linked) return linked;
  const readsFiles = site.stage.instructions.some(
    (one) =>
      (one.keyword === 'COPY' || one.keyword === 'ADD') &&
      roles.get(one.index) === 'both' &&
      isWithin(readLocalCopy(one, site.states[one.index])?.destination, folder),
  );
  return {
    kind: 'split',
    finalBase: base.reference,
    builderTag: base.builderTag,
    artefacts: samePlaces(buildPlan, wanted, (path) =>
      isWithin(path, folder) ? owner : undefined,
    ),
    linesBefore: new Map(),
    builderLines: [],
    finalLines: wanted.some((path) => path.startsWith(`${CARGO_BIN}/`))
      ? [`ENV PATH=${CARGO_BIN}:$PATH`]
      : [],
    packages: [...needs.packages, ...linked.packages],
    leftBehind: [],
    programs: sources.programsRun.flatMap((name) =>
      name === undefined ? [] : [{ name, place: 'the program' }],
    ),
    doubts: doubtsOf(steps, sources, needs.unknown),
    notes: [
      keptAlone(site, wanted, base.reference),
      ...(readsFiles
        ? [
            `What the context brings into ${folder} is copied there again, because which files the program reads can't be told`,
          ]
        : []),
    ],
  };
}

/** A folder other than `target` that cargo was told to write to. */
function targetFolder(site: Site, step: BuildStep): string | undefined {
  if (step.name !== 'cargo') return undefined;
  const given =
    optionOf(step, ['--target-dir'])?.value ??
    step.assignments.get('CARGO_TARGET_DIR') ??
    site.states[step.instruction.index]?.environment.get('CARGO_TARGET_DIR');
  return given === undefined ? undefined : joinPath(step.folder, given);
}

function startedElsewhere(
  commands: readonly ShellCommand[],
  targets: readonly string[],
): readonly string[] {
  return commands.flatMap((command) => {
    const word = resolveCommand(command)?.word;
    return word?.literal === true && targets.some((folder) => isWithin(word.value, folder))
      ? [word.value]
      : [];
  });
}

/** Why the image that runs needs the toolchain itself; undefined where it does not. */
export function runsCargo({ site, roles }: BuildPlan): Refusal | undefined {
  const instruction = site.stage.instructions.find(
    ({ keyword, index, arguments: { text } }) =>
      ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(keyword) &&
      roles.get(index) !== 'build' &&
      /(?:^|[\s"'/])(?:cargo|rustc)(?=[\s"'])/.test(text),
  );
  return instruction === undefined
    ? undefined
    : refuse(
        'runs-compiler',
        `${placeOf(instruction)} runs cargo itself, so that the image needs the whole toolchain; build the program with “cargo build --release” and run target/release/NAME.`,
        instruction,
      );
}
