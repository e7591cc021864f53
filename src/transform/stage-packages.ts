import { aptInstall } from '../dockerfile/apt.js';
import { instructionCommands } from '../dockerfile/commands.js';
import { officialImage, type ImageReference } from '../dockerfile/image-reference.js';
import type { Instruction } from '../dockerfile/model.js';
import type { ShellCommand } from '../dockerfile/shell.js';
import type { InstructionState } from '../dockerfile/state.js';
import { isSlimTag, packagesInImage } from '../knowledge/base-images.js';
import { lookUpTag } from '../knowledge/image-tags.js';
import { debianBeyondSlim, type Install } from '../knowledge/package-sizes.js';
import type { Suite } from '../knowledge/suites.js';

/** What is known of an official image on Debian. */
export interface BasePackages {
  readonly suite: Suite;
  readonly packages: ReadonlySet<string>;
  /** Bytes that it has beyond slim images because Debian's own files are whole; undefined where not measured. */
  readonly beyondSlim: number | undefined;
}

/** The packages of an image; undefined where no table has them. */
export function basePackages(reference: ImageReference): BasePackages | undefined {
  const { tag, digest } = reference;
  const image = digest === undefined ? officialImage(reference) : undefined;
  const suite = image === undefined ? undefined : lookUpTag(image, tag)?.suite;
  if (image === undefined || suite === undefined) return undefined;
  const packages = packagesInImage(image, tag, suite);
  return packages && { suite, packages, beyondSlim: isSlimTag(tag) ? 0 : debianBeyondSlim(suite) };
}

/** What RUNs install with apt, as they are written. */
export function installsOf(
  instructions: readonly Instruction[],
  states: readonly InstructionState[],
): readonly Install[] {
  return instructions.flatMap((instruction) => {
    const state = states[instruction.index];
    return instruction.keyword !== 'RUN' || state === undefined
      ? []
      : instructionCommands(instruction, state).commands.flatMap(
          (command) => installOf(command) ?? [],
        );
  });
}

/** What a command installs with apt; undefined where it does not. */
export function installOf(command: ShellCommand): Install | undefined {
  const install = aptInstall(command);
  return (
    install && {
      names: install.packages.map(({ value }) => value.replace(/[=/:].*$/, '')),
      withRecommends: !install.options.some(
        ({ value }) => value === '--no-install-recommends' || /Install-Recommends/i.test(value),
      ),
    }
  );
}
