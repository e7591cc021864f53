import { resolveCommand, runScript, type ResolvedCommand } from '../../src/dockerfile/commands.js';
import type { Instruction, Stage } from '../../src/dockerfile/model.js';
import { ancestry, findStage } from '../../src/dockerfile/stages.js';
import { joinPath } from '../../src/dockerfile/state.js';
import type { TransformInput } from '../../src/transform/transform.js';
import type { CommandSite } from './site.js';

/** The words behind `pip wheel`, which compiles and installs nothing; undefined for other commands. */
export function pipWheel(resolved: ResolvedCommand): readonly string[] | undefined {
  return wordsBehind(resolved, 'wheel');
}

function wordsBehind(resolved: ResolvedCommand, verb: string): readonly string[] | undefined {
  const words = resolved.arguments.map(({ value }) => value);
  const name = resolved.name ?? '';
  const isModule = /^python[\d.]*$/.test(name) && words[0] === '-m' && words[1] === 'pip';
  if (!isModule && !/^pip[\d.]*$/.test(name)) return undefined;
  const rest = isModule ? words.slice(2) : words;
  const start = rest.findIndex((word) => !word.startsWith('-'));
  return rest[start] === verb ? rest.slice(start + 1) : undefined;
}

/**
 * Whether an operand or `--find-links` of pip names a folder that has nothing but what a stage with `pip wheel` left there: such
 * packages are compiled, and what they need of the image is asked where that stage's files are copied.
 */
export function hasBuiltWheels(input: TransformInput, path: string, site: CommandSite): boolean {
  const folder = joinPath(site.workdir, path.replace(/\/\*(?:\.whl)?$/, ''));
  if (folder === undefined) return false;
  const { dockerfile } = input;
  const stage = dockerfile.stages[site.instruction.stageIndex ?? -1];
  const copies =
    stage?.instructions.filter(
      (copy) =>
        /^(?:COPY|ADD)$/.test(copy.keyword) &&
        copy.index < site.instruction.index &&
        `${targetOf(input, copy) ?? folder}/`.startsWith(`${folder}/`),
    ) ?? [];
  return (
    copies.length > 0 &&
    copies.every(({ flags }) => {
      const from = flags.find(({ name }) => name === 'from')?.value;
      const origin = from === undefined ? undefined : findStage(dockerfile, from);
      return origin !== undefined && makesWheels(input, origin);
    })
  );
}

/** The folder that a copy fills; undefined where it is relative to one that is not known. */
function targetOf({ states }: TransformInput, copy: Instruction): string | undefined {
  const target = (copy.execForm ?? copy.words.map(({ text }) => text)).at(-1) ?? '';
  return joinPath(states[copy.index]?.workdir, target);
}

/** Whether a stage runs `pip wheel`, and not `pip download`, which leaves sources, too. */
function makesWheels({ dockerfile }: TransformInput, stage: Stage): boolean {
  const commands = ancestry(dockerfile, stage)
    .flatMap(({ instructions }) => instructions)
    .flatMap((instruction) => runScript(instruction)?.commands ?? [])
    .flatMap((command) => resolveCommand(command) ?? []);
  const runs = (verb: string): boolean =>
    commands.some((resolved) => wordsBehind(resolved, verb) !== undefined);
  return runs('wheel') && !runs('download');
}

/** Whether `pip install` with these words takes nothing but such wheels. */
export function takesBuiltWheels(
  input: TransformInput,
  words: readonly string[],
  site: CommandSite,
): boolean {
  const links = words.flatMap((word, index) => {
    if (word === '-f' || word === '--find-links') return words[index + 1] ?? [];
    return /^(?:--find-links=|-f)(.+)$/.exec(word)?.[1] ?? [];
  });
  return (
    words.includes('--no-index') &&
    links.length > 0 &&
    links.every((link) => hasBuiltWheels(input, link, site))
  );
}
