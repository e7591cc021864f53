import { placeOf } from '../../src/dockerfile/place.js';
import { copiedScripts } from '../../src/context/copied-scripts.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import { officialImage } from '../../src/dockerfile/image-reference.js';
import type { Instruction, Stage } from '../../src/dockerfile/model.js';
import { descendants } from '../../src/dockerfile/stages.js';
import {
  isRuntime,
  needsJdk,
  openjdkSuccessor,
  runtimeTwin,
} from '../../src/knowledge/java-images.js';
import { baseSwap } from '../../src/transform/base-swap.js';
import type { Finding } from '../../src/transform/finding.js';
import type { InheritedSetting } from '../../src/transform/removal.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { replacement } from '../../src/transform/text-edit.js';

/** A command that runs in a stage or in one that is FROM it. */
interface PlacedCommand {
  readonly name: string;
  readonly instruction: Instruction;
}

/**
 * The smaller or living base of a stage that runs Java: the JRE in place of the JDK of eclipse-temurin, and eclipse-temurin in
 * place of openjdk, which is dead (hazards B24). Never more than `unsafe`: what a program asks of the JDK while it runs is in
 * class files. Undefined where the base is none of these.
 */
export function javaFindings(input: TransformInput, stage: Stage): readonly Finding[] | undefined {
  const { base } = stage;
  if (base.kind !== 'image' || base.hasVariables || base.reference.digest !== undefined) {
    return undefined;
  }
  const image = officialImage(base.reference);
  const { tag } = base.reference;
  // The image openjdk was called java until 2017.
  if (image === 'openjdk' || image === 'java') return [successorFinding(input, stage, tag)];
  if (image !== 'eclipse-temurin' || tag === undefined) return undefined;
  const twin = runtimeTwin(tag);
  if (twin === undefined) return isRuntime(tag) ? [] : undefined;
  return [runtimeFinding(input, stage, tag, twin)];
}

function runtimeFinding(input: TransformInput, stage: Stage, tag: string, twin: string): Finding {
  const user = stageCommands(input, stage).find(({ name }) => needsJdk(name));
  const before = writtenBase(input, stage);
  if (user !== undefined) return jdkNeeded(stage, before, user);
  const after = `${before.slice(0, -tag.length)}${twin}`;
  return {
    kind: 'fix',
    applicability: 'unsafe',
    reason: 'jdk-at-run-time',
    message: `${before} becomes ${after}, which runs Java and can't compile it; no command of a JDK is run here. Not sure: whether the program itself asks for the compiler or another tool of the JDK can't be seen.`,
    edits: [
      replacement({ start: stage.base.range.end - tag.length, end: stage.base.range.end }, twin),
    ],
    removes: baseSwap(before, after),
    file: 'dockerfile',
    range: stage.base.range,
  };
}

/** What openjdk sets and eclipse-temurin sets otherwise, or not at all (docker-library/openjdk, 8 to 17). */
const SETTINGS_OF_OPENJDK: readonly InheritedSetting[] = [
  ...['JAVA_HOME', 'JAVA_VERSION', 'LANG', 'PATH'].map((name): InheritedSetting => ({
    setting: 'ENV',
    name,
  })),
  { setting: 'ENTRYPOINT', name: '' },
  { setting: 'CMD', name: '' },
];

function successorFinding(input: TransformInput, stage: Stage, tag: string | undefined): Finding {
  const before = writtenBase(input, stage);
  const commands = stageCommands(input, stage);
  const user = commands.find(({ name }) => needsJdk(name));
  const successor = openjdkSuccessor(tag, user === undefined ? 'jre' : 'jdk');
  const place = { file: 'dockerfile', range: stage.base.range } as const;
  if (successor.kind === 'none') {
    return {
      kind: 'refusal',
      reason: 'no-successor',
      message: `${before} gets no updates any more, and dockopt knows no successor: ${successor.why}.`,
      ...place,
    };
  }
  const after = `${successor.image}:${successor.tag}`;
  const obstacle = otherSystemObstacle(input, stage, commands);
  if (obstacle !== undefined) {
    return {
      kind: 'refusal',
      applicability: 'manual',
      reason: 'successor-differs',
      message: `${before} gets no updates any more. Its successor is ${after}, another system: ${obstacle}. Move it by hand.`,
      ...place,
    };
  }
  return {
    kind: 'fix',
    applicability: 'unsafe',
    reason: 'dead-image',
    message: `${before} gets no updates any more; ${after} is the same Java and alive. Not sure: it is another system with another C library, and fonts, certificates and users may differ.`,
    edits: [replacement(stage.base.range, after)],
    removes: baseSwap(before, after, SETTINGS_OF_OPENJDK),
    ...place,
  };
}

function jdkNeeded(stage: Stage, before: string, user: PlacedCommand): Finding {
  return {
    kind: 'refusal',
    reason: 'needs-jdk',
    message: `${before} stays: ${placeOf(user.instruction)} runs ${user.name}, which a JRE can't.`,
    file: 'dockerfile',
    range: stage.base.range,
  };
}

function writtenBase({ dockerfile }: TransformInput, stage: Stage): string {
  return dockerfile.text.slice(stage.base.range.start, stage.base.range.end);
}

/** The commands of a stage and all that is built on it, those of scripts that are copied in and of compose files included. */
function stageCommands(input: TransformInput, stage: Stage): readonly PlacedCommand[] {
  const { dockerfile, states, context } = input;
  return descendants(dockerfile, stage).flatMap((member) => [
    ...member.instructions.flatMap((instruction) => {
      const state = states[instruction.index];
      const commands = state === undefined ? [] : instructionCommands(instruction, state).commands;
      return commands.map((command) => ({
        name: resolveCommand(command)?.name ?? '',
        instruction,
      }));
    }),
    ...(copiedScripts(member, states, context) ?? []).flatMap(({ commands, instruction }) =>
      commands.map((command) => ({ name: resolveCommand(command)?.name ?? '', instruction })),
    ),
  ]);
}

/** Commands that every system has and that do the same there. */
const PORTABLE =
  /^(?:|\[|cat|cd|chmod|chown|cp|echo|env|exec|exit|export|false|java|keytool|ln|ls|mkdir|mv|printf|rm|set|sh|sleep|test|touch|true|tar|unzip)$/;

/** Places of the old image that the new one has elsewhere. */
const OLD_PLACES =
  /\/usr\/(?:local\/openjdk|java\/|lib\/jvm)|\/docker-java-home|\/jre\/lib\/security/;

/** What would not go on on another system; undefined where nothing is seen. */
function otherSystemObstacle(
  { dockerfile }: TransformInput,
  stage: Stage,
  commands: readonly PlacedCommand[],
): string | undefined {
  const foreign = commands.find(({ name }) => !PORTABLE.test(name) && !needsJdk(name));
  if (foreign !== undefined) {
    return `whether ${foreign.name} does the same there, which ${placeOf(foreign.instruction)} runs, is not known`;
  }
  const named = descendants(dockerfile, stage)
    .flatMap(({ instructions }) => instructions)
    .find(({ arguments: { text } }) => OLD_PLACES.test(text));
  return named === undefined ? undefined : `${placeOf(named)} names a folder of the old one`;
}
