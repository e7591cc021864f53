import { placeOf } from '../../../src/dockerfile/place.js';
import { copiedScripts } from '../../../src/context/copied-scripts.js';
import { instructionCommands, resolveCommand } from '../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../src/dockerfile/model.js';
import {
  parseShellText,
  type ShellCommand,
  type ShellWord,
} from '../../../src/dockerfile/shell.js';
import { needsJdk } from '../../../src/knowledge/java-images.js';
import type { FinalStage } from '../final-stage.js';
import { type Obstacle } from '../offer.js';
import { pathsOf } from '../start.js';

/** What the final stage starts by Java. */
export interface JavaStart {
  /** Absolute paths in the final stage, of jars and folders of classes; the last name may be `*`, for all jars of a folder. */
  readonly classPath: readonly string[];
  /** Names of the other commands that run in the image. */
  readonly others: readonly { readonly name: string; readonly place: string }[];
}

/** Options with which Java needs more than the program's classes show. */
const FURTHER_OPTIONS =
  /-javaagent|-agent(?:lib|path)|FlightRecord|jmxremote|--add-modules|--module-path|SharedArchiveFile|-Xbootclasspath|--upgrade-module-path/;

interface Placed {
  readonly command: ShellCommand;
  readonly place: string;
  readonly instruction: Instruction | undefined;
}

/** Reads what is started; undefined where it is not Java, or can't be told, an obstacle where it is. */
export function javaStart(final: FinalStage): JavaStart | Obstacle | undefined {
  const commands = runTimeCommands(final);
  const starts = commands.filter(({ command }) => resolveCommand(command)?.name === 'java');
  if (starts.length === 0) return undefined;
  const texts = [
    ...final.stage.instructions.map(({ arguments: { text } }) => text),
    ...final.input.use.commands,
  ];
  const option = texts.map((text) => FURTHER_OPTIONS.exec(text)?.[0]).find((text) => text);
  if (option !== undefined) {
    return {
      reason: 'java-options',
      why: `Java is started with ${option}, which needs more than the classes of the program show`,
    };
  }
  const tool = commands.find(({ command }) => isTool(resolveCommand(command)?.name ?? ''));
  if (tool !== undefined) {
    return {
      reason: 'needs-java-tools',
      why: `${tool.place} runs ${resolveCommand(tool.command)?.name ?? ''}, which would not be there`,
      instruction: tool.instruction,
    };
  }
  const classPath = new Set<string>();
  for (const { command, place } of starts) {
    const paths = classPathOf(final, resolveCommand(command)?.arguments ?? []);
    if (paths === undefined) {
      return { reason: 'java-start-unknown', why: `which jar ${place} starts can't be told` };
    }
    for (const path of paths) classPath.add(path);
  }
  return {
    classPath: [...classPath],
    others: commands.flatMap(({ command, place }) => {
      const name = resolveCommand(command)?.name;
      return name === undefined || name === 'java' ? [] : [{ name, place }];
    }),
  };
}

function isTool(name: string): boolean {
  return needsJdk(name) || name === 'keytool' || name === 'rmiregistry';
}

/** The commands of the stage itself, of the scripts that it starts, and of what the repository runs in the image. */
function runTimeCommands({ stage, states, context, input }: FinalStage): readonly Placed[] {
  const own = stage.instructions.flatMap((instruction) => {
    const state = states[instruction.index];
    const commands = state === undefined ? [] : instructionCommands(instruction, state).commands;
    return commands.map((command) => ({ command, place: placeOf(instruction), instruction }));
  });
  const scripts = (copiedScripts(stage, states, context) ?? []).flatMap(
    ({ commands, contextPath, instruction }) =>
      commands.map((command) => ({ command, place: contextPath, instruction })),
  );
  const used = input.use.commands.flatMap((line) =>
    parseShellText(line, () => stage.from.range).commands.map((command) => ({
      command,
      place: `“${line}”, which the repository runs in the image,`,
      instruction: undefined,
    })),
  );
  return [...own, ...scripts, ...used];
}

/** The class path of a call of java; undefined where it can't be told. */
function classPathOf(
  final: FinalStage,
  words: readonly ShellWord[],
): readonly string[] | undefined {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) return undefined;
    const isJar = word.value === '-jar';
    if (isJar || /^(?:-cp|-classpath|--class-path)$/.test(word.value)) {
      const value = words[index + 1];
      if (value?.literal !== true) return undefined;
      const paths = (isJar ? [value.value] : value.value.split(':')).map(
        (path) => pathsOf(final, path.includes('/') ? path : `./${path}`)[0],
      );
      return paths.every((path) => path !== undefined) ? paths : undefined;
    }
    // A variable may hold options alone; a word that is no option names a class.
    if (word.literal && !word.value.startsWith('-')) return undefined;
  }
  return undefined;
}
