import { placeOf } from '../../../src/dockerfile/place.js';
import { instructionCommands, resolveCommand } from '../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../src/dockerfile/model.js';
import { parseImageReference } from '../../../src/dockerfile/image-reference.js';
import { joinPath } from '../../../src/dockerfile/state.js';
import { isSlimTag } from '../../../src/knowledge/base-images.js';
import { debianBytes } from '../../../src/knowledge/minimal-images.js';
import { bytesBeyond, packagesAfter, sizesSource } from '../../../src/knowledge/package-sizes.js';
import { estimateOf, type Estimate } from '../../../src/transform/estimate.js';
import { basePackages, installsOf } from '../../../src/transform/stage-packages.js';
import { baseSwap } from '../../../src/transform/base-swap.js';
import type { FixFinding } from '../../../src/transform/finding.js';
import type { FinalStage } from '../final-stage.js';
import { refusalOf, type Obstacle, type Offer } from '../offer.js';
import { endState } from '../start.js';
import { layOut } from '../static/layout.js';
import { nginxImage } from '../static/nginx.js';
import type { FileServer } from '../static/servers.js';
import { commandOf, originOf, servedByCommand, servedByLine, type Origin } from '../static/site.js';

/** Programs that bring packages of Node, which nginx needs none of. */
const INSTALLERS: ReadonlySet<string> = new Set(['npm', 'yarn', 'yarnpkg', 'pnpm', 'corepack']);

/**
 * nginx in the place of a server of Node that serves the files of a build, with its port and with what it answers where there is no
 * file. A development server is never replaced (hazards S10): it compiles what it is asked for.
 */
export const staticServer: Offer = {
  name: 'static server',
  plan(final) {
    const after = nginxImage();
    const served = servedByCommand(final);
    if (final.image !== 'node' || after === undefined || served === undefined) return undefined;
    const what = `${final.written} stays and does not become ${after}`;
    if (served.kind === 'development') {
      return refusalOf(final, what, {
        reason: 'development-server',
        why: `${served.name} is a development server, which compiles what it is asked for`,
        instruction: commandOf(final),
      });
    }
    if (served.kind === 'unsure') {
      return refusalOf(final, what, {
        reason: 'server-settings',
        why: served.why,
        instruction: commandOf(final),
      });
    }
    const { server } = served;
    const folder = joinPath(endState(final)?.workdir, server.folder);
    const origin = folder === undefined ? undefined : originOf(final, folder);
    if (folder === undefined || origin === undefined || !isBuilt(final, origin)) return undefined;
    const port = portOf(final, server);
    if (typeof port === 'object') return refusalOf(final, what, port);
    const obstacle = obstacleOf(final, server, folder, origin);
    return obstacle === undefined
      ? fixOf(final, { ...server, port }, origin, after)
      : refusalOf(final, what, obstacle);
  },
};

function fixOf(final: FinalStage, server: FileServer, origin: Origin, after: string): FixFinding {
  const alone = final.dockerfile.stages.length === 1;
  return {
    kind: 'fix',
    applicability: 'unsafe',
    reason: 'another-server',
    message: `${after} serves ${origin.path} in the place of ${server.name} and Node, at the same port ${server.port}. Not sure: nginx answers otherwise in parts: ${server.difference}; ETag, Last-Modified and the page for errors are its own; it heeds no variable PORT, answers at IPv4 alone, starts as root, and what it writes of requests looks different.`,
    edits: layOut(final, server, origin, after),
    removes: [
      ...baseSwap(final.written, after),
      {
        kind: 'build',
        lines: final.stage.instructions
          .filter(({ keyword }) => ['RUN', 'COPY', 'ADD'].includes(keyword))
          .map(({ shownLine }) => shownLine),
        kept: [],
      },
    ],
    estimate: savingOf(final),
    file: 'dockerfile',
    range: alone ? final.stage.from.range : final.stage.base.range,
  };
}

/** The port at which the image listens: ENV may set the one of a server that is told none by its command. */
function portOf(final: FinalStage, { heedsPort, name, port }: FileServer): number | Obstacle {
  const environment = endState(final)?.environment;
  if (!heedsPort || environment?.has('PORT') !== true) return port;
  const value = environment.get('PORT');
  return value !== undefined && /^\d{1,5}$/.test(value)
    ? Number(value)
    : { reason: 'server-settings', why: `ENV gives ${name} a port that can't be read` };
}

/**
 * The old base without Node, and what is installed in it: Node's own files (166 MB in node:20-slim, measured as below) are more than
 * nginx and Alpine. Packages of Node no table weighs.
 */
function savingOf({ reference, suite, stage, states }: FinalStage): Estimate | undefined {
  const slim = suite === undefined ? undefined : debianBytes(suite, isSlimTag(reference.tag));
  const own = basePackages(reference)?.packages;
  const debian = suite && basePackages(parseImageReference(`debian:${suite}-slim`))?.packages;
  if (suite === undefined || slim === undefined || own === undefined || debian === undefined) {
    return undefined;
  }
  const installed = packagesAfter(suite, own, installsOf(stage.instructions, states));
  const packages = bytesBeyond(suite, installed.packages, debian);
  return packages === undefined
    ? undefined
    : estimateOf(
        slim + packages,
        `debian:${suite}-slim, measured on 2026-11-30; ${sizesSource(suite)}`,
        true,
      );
}

/** Whether a script of the project fills the folder, in a RUN of the stage that has it. */
function isBuilt({ states }: FinalStage, { stage }: Origin): boolean {
  return stage.instructions.some((instruction) => {
    const state = states[instruction.index];
    return (
      instruction.keyword === 'RUN' &&
      state !== undefined &&
      instructionCommands(instruction, state).commands.some((command) => {
        const { name, arguments: words = [] } = resolveCommand(command) ?? {};
        return (
          name !== undefined &&
          (INSTALLERS.has(name) || name === 'npx' || name === 'vite' || name === 'ng') &&
          words.some(({ value }) => /build|generate|export/.test(value))
        );
      })
    );
  });
}

function obstacleOf(
  final: FinalStage,
  server: FileServer,
  folder: string,
  origin: Origin,
): Obstacle | undefined {
  for (const instruction of final.stage.instructions) {
    const obstacle = obstacleAt(final, instruction, folder, origin);
    if (obstacle !== undefined) return obstacle;
  }
  const user = endState(final)?.user;
  if (user !== undefined && !/^(?:root|0)(?::|$)/.test(user)) {
    return { reason: 'user-by-name', why: `the image runs as ${user}, and nginx starts as root` };
  }
  const line = final.input.use.commands.find(
    (one) =>
      JSON.stringify(servedByLine(final, one)) !== JSON.stringify({ kind: 'server', server }),
  );
  if (line !== undefined) {
    return { reason: 'command-unknown', why: `the repository runs “${line}” in the image` };
  }
  const settings = settingsOf(final, server);
  return settings === undefined
    ? undefined
    : { reason: 'server-settings', why: `${settings} has settings for ${server.name}` };
}

function obstacleAt(
  final: FinalStage,
  instruction: Instruction,
  folder: string,
  origin: Origin,
): Obstacle | undefined {
  const { keyword, execForm } = instruction;
  const state = final.states[instruction.index];
  switch (keyword) {
    case 'ENTRYPOINT':
    case 'ONBUILD':
    case 'VOLUME':
      return {
        reason: 'runs-commands',
        why: `what ${placeOf(instruction)} is for can't be told`,
        instruction,
      };
    case 'HEALTHCHECK': {
      const commands = state === undefined ? [] : instructionCommands(instruction, state).commands;
      const names = commands.map((command) => resolveCommand(command)?.name);
      return /^none\b/i.test(instruction.arguments.text) ||
        ((execForm?.[0] ?? names[0]) === 'curl' &&
          names.every((name) => /^(?:curl|exit)$/.test(name ?? '')))
        ? undefined
        : {
            reason: 'health-check',
            why: `${placeOf(instruction)} runs a program that would not be there`,
            instruction,
          };
    }
    case 'RUN': {
      if (origin.copy === undefined) return undefined;
      const commands = state === undefined ? [] : instructionCommands(instruction, state).commands;
      const other = commands.find((command) => {
        const { name, arguments: words = [] } = resolveCommand(command) ?? {};
        return name === undefined || !INSTALLERS.has(name) || words[0]?.value === 'run';
      });
      return commands.length > 0 && other === undefined
        ? undefined
        : {
            reason: 'runs-commands',
            why: `${placeOf(instruction)} does more than install packages of Node; let the builder do that`,
            instruction,
          };
    }
    case 'ADD':
    case 'COPY': {
      const target = joinPath(
        state?.workdir,
        instruction.execForm?.at(-1) ?? instruction.words.at(-1)?.text ?? '.',
      );
      const isInside = target === undefined || target === folder || target.startsWith(`${folder}/`);
      return origin.copy === undefined || instruction === origin.copy.instruction || !isInside
        ? undefined
        : {
            reason: 'runs-commands',
            why: `${placeOf(instruction)} adds to the folder that is served; let the builder do that`,
            instruction,
          };
    }
    default:
      return undefined;
  }
}

/** A file of the project that tells the server more than its command does; of Vite its configuration, where that may say so. */
function settingsOf({ context }: FinalStage, { name }: FileServer): string | undefined {
  const entries = context === undefined ? [] : namesBelow(context.list.bind(context), '', 2);
  if (name === 'serve') return entries.find((path) => /(?:^|\/)(?:serve|now)\.json$/.test(path));
  if (name !== 'vite preview') return undefined;
  return entries.find(
    (path) =>
      /(?:^|\/)vite\.config\.[cm]?[jt]s$/.test(path) &&
      /\b(?:preview|proxy|base|outDir|appType|root|headers|configurePreviewServer)\b/.test(
        context?.read(path) ?? 'preview',
      ),
  );
}

function namesBelow(
  list: (path: string) => readonly { readonly name: string; readonly kind: string }[],
  folder: string,
  depth: number,
): readonly string[] {
  return list(folder).flatMap(({ name, kind }) => {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (kind !== 'directory') return [path];
    return depth === 0 || name === 'node_modules' ? [] : namesBelow(list, path, depth - 1);
  });
}
