import { placeOf } from '../../../../src/dockerfile/place.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { ShellCommand, ShellWord } from '../../../../src/dockerfile/shell.js';
import type { RunTimeCommand } from '../../run-time-commands.js';
import { type Site } from '../../site.js';
import { endState } from '../../stage-commands.js';
import { pathFrom } from '../common/started.js';
import { readJavaStart, type JavaStart } from './start.js';

/** Whether a command is `java`, by whichever path. */
export function isJava(command: ShellCommand): boolean {
  const resolved = resolveCommand(command);
  return (
    resolved?.name === 'java' ||
    /^"?\$\{?JAVA_HOME\}?"?\/bin\/java"?$/.test(resolved?.word.text ?? '')
  );
}

/** A start of a Java program, and where. */
export interface PlacedStart extends JavaStart {
  readonly place: string;
  /** The folder in which it starts; undefined where a `cd` can't be followed. */
  readonly folder: string | undefined;
}

/** The Java programs that the image starts; what CMD says after an ENTRYPOINT in exec form belongs to it. */
export function javaStarts(
  site: Site,
  commands: readonly RunTimeCommand[],
): readonly PlacedStart[] {
  const { environment, workdir } = endState(site) ?? { environment: new Map<string, string>() };
  const entrypoint = site.stage.instructions.findLast(({ keyword }) => keyword === 'ENTRYPOINT');
  const given = site.stage.instructions.findLast(({ keyword }) => keyword === 'CMD')?.execForm;
  const entryWords = entrypoint?.execForm;
  const folders = new Map<string, string | undefined>();
  return commands.flatMap(({ command, place }): PlacedStart[] => {
    const resolved = resolveCommand(command);
    const folder = folders.has(place) ? folders.get(place) : workdir;
    if (resolved?.name === 'cd' || resolved?.name === 'pushd') {
      folders.set(place, pathFrom(folder, resolved.arguments[0]?.value ?? '$HOME'));
    }
    if (!isJava(command)) return [];
    const isEntry =
      entrypoint !== undefined && entryWords !== undefined && place === placeOf(entrypoint);
    const more: readonly Pick<ShellWord, 'text' | 'value'>[] =
      isEntry && /(?:^|\/)java$/.test(entryWords[0] ?? '')
        ? (given ?? []).map((text) => ({ text, value: text }))
        : [];
    const words = [...(resolved?.arguments ?? []), ...more];
    return [{ ...readJavaStart(words, environment), place, folder }];
  });
}
