import { placeOf } from '../../src/dockerfile/place.js';
import { copiedScripts } from '../../src/context/copied-scripts.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import { imageName } from '../../src/dockerfile/image-reference.js';
import type { Instruction, Stage } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { descendants } from '../../src/dockerfile/stages.js';
import {
  dotnetRuntime,
  portVariable,
  runtimeHasCommand,
  SDK_IMAGES,
  setsPort,
} from '../../src/knowledge/dotnet-images.js';
import { baseSwap } from '../../src/transform/base-swap.js';
import type { Finding } from '../../src/transform/finding.js';
import { insertion, replacement } from '../../src/transform/text-edit.js';
import type { TransformInput } from '../../src/transform/transform.js';

/**
 * The runtime in place of the SDK of .NET, for a stage that only takes over what another published and starts it (hazards B33).
 * Never more than `unsafe`: there is no table of Microsoft's tags. ASP.NET Core's image is named, which has all that the plain one
 * has. Undefined where the base is no SDK, or a stage of the same file publishes nothing.
 */
export function dotnetFindings(
  input: TransformInput,
  stage: Stage,
): readonly Finding[] | undefined {
  const { dockerfile } = input;
  const { base } = stage;
  if (base.kind !== 'image' || !SDK_IMAGES.includes(imageName(base.reference))) return undefined;
  if (base.hasVariables || base.reference.digest !== undefined) return undefined;
  const brings = stage.instructions.some(({ flags }) => flags.some(({ name }) => name === 'from'));
  if (!brings) return undefined;
  const before = dockerfile.text.slice(base.range.start, base.range.end);
  const place = { file: 'dockerfile', range: base.range } as const;
  const needing = stageCommands(input, stage).find(({ command }) => !worksOnRuntime(command));
  if (needing !== undefined) {
    return [
      {
        kind: 'refusal',
        reason: 'needs-sdk',
        message: `${before} stays: whether an image with the runtime has ${resolveCommand(needing.command)?.word.text ?? 'a command'}, which ${placeOf(needing.instruction)} runs, is not known.`,
        ...place,
      },
    ];
  }
  const runtime = dotnetRuntime(imageName(base.reference), base.reference.tag, 'aspnet');
  if (runtime.kind === 'none') {
    return [
      {
        kind: 'refusal',
        reason: 'needs-sdk',
        message: `${before} stays: ${runtime.why}.`,
        ...place,
      },
    ];
  }
  const after = `${before.slice(0, before.lastIndexOf('sdk:'))}aspnet:${base.reference.tag ?? ''}`;
  const port = portVariable(runtime.version);
  const isSet = descendants(dockerfile, stage).every((member) => setsPort(member.instructions));
  return [
    {
      kind: 'fix',
      applicability: 'unsafe',
      reason: 'sdk-at-run-time',
      message: `${before} becomes ${after}, which runs .NET and can't build it; nothing here runs the SDK.${isSet ? '' : ` The SDK's image empties ${port}, which the other one sets, so that the port would be another; the stage empties it too.`} Not sure: there is no table of these tags, and whether the program itself asks for the SDK can't be seen.`,
      edits: [
        replacement(base.range, after),
        ...(isSet ? [] : [insertion(stage.from.range.end, `${dockerfile.lineEnding}ENV ${port}=`)]),
      ],
      removes: baseSwap(before, after),
      ...place,
    },
  ];
}

interface PlacedCommand {
  readonly command: ShellCommand;
  readonly instruction: Instruction;
}

/** `dotnet App.dll` runs a program; all other commands of `dotnet` are the SDK's. */
function worksOnRuntime(command: ShellCommand): boolean {
  const resolved = resolveCommand(command);
  if (resolved === undefined) return true;
  if (resolved.name !== 'dotnet') return runtimeHasCommand(resolved.name ?? '$');
  return (
    resolved.arguments.find(({ value }) => !value.startsWith('-'))?.value.endsWith('.dll') === true
  );
}

function stageCommands(input: TransformInput, stage: Stage): readonly PlacedCommand[] {
  const { dockerfile, states, context } = input;
  return descendants(dockerfile, stage).flatMap((member) => [
    ...member.instructions.flatMap((instruction) => {
      const state = states[instruction.index];
      const commands = state === undefined ? [] : instructionCommands(instruction, state).commands;
      return commands.map((command) => ({ command, instruction }));
    }),
    ...(copiedScripts(member, states, context) ?? []).flatMap(({ commands, instruction }) =>
      commands.map((command) => ({ command, instruction })),
    ),
  ]);
}
