import { copiedScripts } from '../../src/context/copied-scripts.js';
import { contextFileAt, localCopies } from '../../src/context/copied-files.js';
import { resolveCommand } from '../../src/dockerfile/commands.js';
import { joinPath } from '../../src/dockerfile/state.js';
import {
  commandNeed,
  commandNeedOnDebian,
  familyOf,
  packagesOnlyInFull,
  packagesWithCommand,
} from '../../src/knowledge/base-images.js';
import { installOf } from '../../src/transform/stage-packages.js';
import { isSystemFolder, isWithin } from './folders.js';
import { refuse, type BuildPlan, type Ecosystem, type Refusal, type Split } from './site.js';
import { aptPackages, commandsOf, endState } from './stage-commands.js';
import { runTimeCommands, type RunTimeCommand } from './run-time-commands.js';

/** Commands of the shell itself. */
export const BUILTINS: ReadonlySet<string> = new Set(
  (
    '. : [ [[ alias bg break case cd command continue declare echo eval exec exit export false fg getopts hash jobs kill ' +
    'let local printf pushd popd pwd read readonly return set shift shopt source test times trap true type typeset ulimit ' +
    'umask unalias unset wait'
  ).split(' '),
);

/** Programs of the packages that stay in the builder. */
export const COMPILERS =
  /^(?:gcc|g\+\+|cc|c\+\+|cpp|clang(?:\+\+)?|make|cmake|ninja|meson|ld|gfortran|rustc|cargo|pkg-config|swig|nasm)(?:-\d+)?$/;

/** The system's certificates, which the slim images of Node lack, named where the program is started or configured. */
function certificatesUsed({ site, roles }: BuildPlan): boolean {
  const family = familyOf(site.image);
  return (
    family !== undefined &&
    site.suite !== undefined &&
    packagesOnlyInFull(family, site.suite)?.has('ca-certificates') === true &&
    site.stage.instructions.some(
      ({ keyword, index, arguments: { text } }) =>
        ['ENV', 'RUN', 'CMD', 'ENTRYPOINT'].includes(keyword) &&
        roles.get(index) !== 'build' &&
        /\/etc\/ssl\/certs\b|--use-(?:openssl|system)-ca\b/.test(text),
    )
  );
}

/** The Debian packages that the final stage lacks for the commands that run in it, or why that can't be told. */
export function runTimePackages(
  plan: BuildPlan,
  split: Split,
  ecosystem: Ecosystem,
): readonly string[] | Refusal {
  const { site } = plan;
  const seen = runTimeCommands(plan, split.finalBase === site.written);
  if ('kind' in seen) return seen;
  const installed = new Set(installedLater(plan));
  const packages = new Set<string>();
  const sameBase = split.finalBase === site.written;
  const functions = new Set(
    (copiedScripts(site.stage, site.states, site.context) ?? []).flatMap(({ text }) =>
      [...text.matchAll(/^[ \t]*(?:function[ \t]+)?([\w-]+)[ \t]*\(\)/gm)].flatMap(
        (match) => match[1] ?? [],
      ),
    ),
  );
  if (!sameBase && certificatesUsed(plan)) packages.add('ca-certificates');
  const compiling = split.programs.find(({ name }) => COMPILERS.test(name));
  if (compiling !== undefined) {
    return refuse(
      'program-needed',
      `${compiling.place} runs ${compiling.name}, which the final stage would not have.`,
    );
  }
  for (const { name, place } of split.programs) {
    const tools = buildTool(name, plan, ecosystem);
    for (const one of tools) packages.add(one);
    if (sameBase || tools.length > 0 || isCopied(name, plan, split)) continue;
    const wanted = packagesFor(name, plan, split);
    if (wanted === undefined) {
      return refuse(
        'program-needed',
        `${place} runs ${name}, and it is not known whether ${split.finalBase} has it.`,
      );
    }
    for (const one of wanted) if (!installed.has(one)) packages.add(one);
  }
  const check = ({ command, place }: RunTimeCommand, depth: number): Refusal | undefined => {
    const resolved = resolveCommand(command);
    if (resolved === undefined) return undefined;
    const answer = ecosystem.resolve(command, plan);
    if (answer === 'known') return undefined;
    if (answer !== 'unknown') {
      if (depth === 0) return refuse('command-unknown', `What ${place} runs does not end.`);
      for (const inner of answer) {
        const refusal = check({ command: inner, place }, depth - 1);
        if (refusal !== undefined) return refusal;
      }
      return undefined;
    }
    for (const name of [resolved.name, ...resolved.wrappers]) {
      // A script that ends with `exec "$@"` runs what CMD says, which is looked at itself.
      if (name === undefined && /^"?\$(?:@|\*|\{@\})"?$/.test(resolved.word.text)) continue;
      if (name === undefined) {
        return refuse(
          'command-unknown',
          `${place} runs ${resolved.word.text}, and only a run can tell what that is.`,
        );
      }
      if (BUILTINS.has(name) || functions.has(name)) continue;
      const path = resolved.word.value;
      if (name === resolved.name && isCopied(path, plan, split)) continue;
      if (COMPILERS.test(name)) {
        return refuse(
          'program-needed',
          `${place} runs ${name}, which the final stage would not have.`,
        );
      }
      const tools = buildTool(name, plan, ecosystem);
      for (const one of tools) packages.add(one);
      if (sameBase || tools.length > 0) continue;
      const wanted = packagesFor(name, plan, split);
      if (wanted === undefined) {
        return refuse(
          'command-unknown',
          `${place} runs ${name}, and it is not known whether ${split.finalBase} has it.`,
        );
      }
      for (const one of wanted) if (!installed.has(one)) packages.add(one);
    }
    return undefined;
  };
  for (const command of seen.commands) {
    const refusal = check(command, 8);
    if (refusal !== undefined) return refusal;
  }
  return [...packages];
}

function packagesFor(name: string, plan: BuildPlan, split: Split): readonly string[] | undefined {
  const { suite, image } = plan.site;
  if (suite === undefined) return undefined;
  const family = familyOf(image);
  if (family !== undefined) {
    // The slim image of a compiler has more than Debian's, to which a split leads: rust's has certificates and gcc.
    const need = split.finalBase.startsWith('debian:')
      ? commandNeedOnDebian(image, suite, name)
      : commandNeed(family, suite, name);
    if (need.kind === 'install') return need.packages;
    // What the full image lacked as well is no loss; what the builder installs with apt is installed in the final stage too.
    return need.kind === 'in-slim' || need.kind === 'not-in-full' ? [] : undefined;
  }
  if (!split.finalBase.includes('debian')) return undefined;
  const need = commandNeedOnDebian(image, suite, name);
  if (need.kind === 'in-slim') return [];
  return need.kind === 'install' ? need.packages : undefined;
}

/** The packages of a tool that the file installs for the build, and that something in the final stage runs as well. */
function buildTool(
  command: string,
  { site, builds }: BuildPlan,
  { buildTools }: Ecosystem,
): readonly string[] {
  const owners = new Set([command, ...packagesWithCommand(site.suite ?? 'bookworm', command)]);
  return builds
    .flatMap((instruction) => commandsOf(instruction, site))
    .flatMap((one) => {
      const { names = [], withRecommends = false } = installOf(one) ?? {};
      return names
        .filter((name) => buildTools.test(name) && owners.has(name))
        .flatMap((name) => (name === 'git' && withRecommends ? ['ca-certificates', name] : [name]));
    });
}

function isCopied(path: string, plan: BuildPlan, split: Split): boolean {
  const { site, roles } = plan;
  const places = path.includes('/')
    ? [joinPath(endState(site)?.workdir, path)]
    : ['/usr/local/bin', '/usr/bin', '/bin', '/usr/local/sbin'].map(
        (folder) => `${folder}/${path}`,
      );
  // What the context brings into the builder alone is there by an artefact, or not at all.
  const copies = localCopies(site.stage, site.states).filter(
    ({ instruction }) => roles.get(instruction.index) !== 'build',
  );
  return places.some(
    (place) =>
      place !== undefined &&
      (split.artefacts.some(
        ({ from }) =>
          // A name alone may be a program of the base image just as well.
          place === from ||
          ((path.includes('/') || !isSystemFolder(from)) && isWithin(place, from)),
      ) ||
        contextFileAt(site.context, copies, place) !== undefined),
  );
}

/** The packages that RUNs of the final stage install. */
function installedLater({ site, roles }: BuildPlan): readonly string[] {
  const later = site.stage.instructions.filter(({ index }) => roles.get(index) !== 'build');
  return aptPackages(site, later).map((name) => name.replace(/[=/:].*$/, ''));
}
