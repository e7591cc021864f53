import { installOf } from '../../../src/transform/stage-packages.js';
import { aptInstall } from '../../../src/dockerfile/apt.js';
import {
  instructionCommands,
  resolveCommand,
  runScript,
} from '../../../src/dockerfile/commands.js';
import { officialImage } from '../../../src/dockerfile/image-reference.js';
import type { Instruction, Stage } from '../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../src/dockerfile/shell.js';
import { ancestry } from '../../../src/dockerfile/stages.js';
import type { TextRange } from '../../../src/dockerfile/text.js';
import { lookUpTag } from '../../../src/knowledge/image-tags.js';
import { isRuntime, runtimeOf } from '../../../src/knowledge/java-images.js';
import { debianJava } from '../../../src/knowledge/java-modules.js';
import { distributionOf } from '../../../src/knowledge/suites.js';
import type { FinalStage } from '../final-stage.js';
import { installedBy } from '../installs.js';

/** Where the Java of the final stage comes from. */
export type JavaRuntime =
  | {
      /** An image with a JRE, in whose place its own base is enough. */
      readonly kind: 'image';
      readonly release: number;
      readonly base: string;
    }
  | {
      /** A package of Debian. */
      readonly kind: 'package';
      readonly release: number;
      readonly name: string;
      readonly run: Instruction;
      /** The words that name it, with the space before them; undefined where the RUN does nothing else. */
      readonly word: TextRange | undefined;
      /** Other packages that the same RUN installs. */
      readonly others: readonly string[];
    };

/** The Java of the final stage; undefined where it is not known, or comes in a way that can't be undone by an edit. */
export function javaRuntime(final: FinalStage): JavaRuntime | undefined {
  return imageRuntime(final) ?? packageRuntime(final);
}

function imageRuntime({ image, suite, reference, written }: FinalStage): JavaRuntime | undefined {
  const { tag } = reference;
  const release = /^\d+/.exec(tag ?? '')?.[0];
  if (image !== 'eclipse-temurin' || tag === undefined || release === undefined) return undefined;
  if (!isRuntime(tag) || suite === undefined || distributionOf(suite) !== 'ubuntu')
    return undefined;
  if (lookUpTag('ubuntu', suite) === undefined) return undefined;
  const base = `${written.slice(0, written.lastIndexOf('eclipse-temurin'))}ubuntu:${suite}`;
  return { kind: 'image', release: Number(release), base };
}

function packageRuntime({ image, suite, stage, states }: FinalStage): JavaRuntime | undefined {
  if (image !== 'debian' || suite === undefined) return undefined;
  const found = stage.instructions.flatMap((run) =>
    (runScript(run)?.commands ?? []).flatMap((command) =>
      (aptInstall(command)?.packages ?? []).flatMap((word) => {
        const java = debianJava(word.value, suite);
        return java?.kind === 'jre' ? [{ run, command, word, release: java.release }] : [];
      }),
    ),
  );
  const [only, ...more] = found;
  const state = only && states[only.run.index];
  if (only === undefined || more.length > 0 || state === undefined) return undefined;
  const { run, command, word, release } = only;
  const others = (aptInstall(command)?.packages ?? []).filter((one) => one !== word);
  const isAlone = others.length === 0 && doesNothingElse(run, state);
  // Without it the command would install nothing.
  if (!isAlone && others.length === 0) return undefined;
  const words = command.arguments;
  const before = words[words.indexOf(word) - 1];
  if (before === undefined || run.commentsInside.length > 0) return isAlone ? alone() : undefined;
  return isAlone
    ? alone()
    : {
        kind: 'package',
        release,
        name: word.value,
        run,
        word: { start: before.range.end, end: word.range.end },
        others: others.map(({ value }) => value),
      };

  function alone(): JavaRuntime {
    return { kind: 'package', release, name: word.value, run, word: undefined, others: [] };
  }
}

/** Whether a RUN only installs, and makes the folder of manual pages that the installation of Java asks for (hazards B17). */
function doesNothingElse(run: Instruction, state: FinalStage['states'][number]): boolean {
  return instructionCommands(run, state).commands.every(
    (command) => isManualFolder(command) || installedBy([command]) !== undefined,
  );
}

function isManualFolder(command: ShellCommand): boolean {
  const resolved = resolveCommand(command);
  return (
    resolved?.name === 'mkdir' &&
    resolved.arguments.every(({ value }) => value === '-p' || value.startsWith('/usr/share/man/'))
  );
}

/** Whether a stage has a JDK of the same release and of the same maker as the runtime of the final one. */
export function hasSameJdk(
  { dockerfile, states, suite: finalSuite, image }: FinalStage,
  stage: Stage,
  release: number,
): boolean {
  const chain = ancestry(dockerfile, stage);
  const root = chain.at(-1);
  if (root?.base.kind !== 'image' || root.base.hasVariables) return false;
  const { reference } = root.base;
  const name = officialImage(reference);
  if (name === undefined) return false;
  if (image === 'eclipse-temurin') {
    if (reference.tag?.includes('alpine') === true || isRuntime(reference.tag ?? '')) return false;
    if (!['eclipse-temurin', 'maven', 'gradle'].includes(name)) return false;
    const runtime = runtimeOf(name, reference.tag);
    return (
      runtime.kind === 'runtime' &&
      runtime.image === 'eclipse-temurin' &&
      !runtime.isSuccessor &&
      /^\d+/.exec(runtime.tag)?.[0] === String(release)
    );
  }
  const suite = lookUpTag(name, reference.tag)?.suite;
  if (name !== 'debian' || suite === undefined || suite !== finalSuite) return false;
  return chain
    .flatMap(({ instructions }) => instructions)
    .flatMap((instruction) => {
      const state = states[instruction.index];
      return instruction.keyword !== 'RUN' || state === undefined
        ? []
        : instructionCommands(instruction, state).commands;
    })
    .flatMap((command) => installOf(command)?.names ?? [])
    .some((one) => {
      const java = debianJava(one, suite);
      return java?.kind === 'jdk' && java.release === release;
    });
}
