import { contextFileAt, localCopies } from '../../src/context/copied-files.js';
import { copiedScripts } from '../../src/context/copied-scripts.js';
import type { BuildContext } from '../../src/context/build-context.js';
import { binariesOf, readNodeProject, scriptsRunBy } from '../../src/context/node-project.js';
import { localSources } from '../../src/context/local-sources.js';
import { startedPrograms } from '../../src/context/started-programs.js';
import { instructionCommands, resolveCommand, runScript } from '../../src/dockerfile/commands.js';
import { officialImage } from '../../src/dockerfile/image-reference.js';
import type { Dockerfile, Instruction, Stage } from '../../src/dockerfile/model.js';
import { parseShellText, type ShellCommand } from '../../src/dockerfile/shell.js';
import { joinPath } from '../../src/dockerfile/state.js';
import { ancestry, descendants, findStage } from '../../src/dockerfile/stages.js';
import { packagesOnlyInFull } from '../../src/knowledge/base-images.js';
import type { TransformInput } from '../../src/transform/transform.js';
import {
  commandNeeds,
  definedFunctions,
  installNeed,
  installedBy,
  scriptNeeds,
  startedProgramNeeds,
  unknown,
  type CommandSite,
} from './command-needs.js';
import { placeOf, type Need } from './need.js';
import { libraryNeeds } from './library-needs.js';

/** The base that a stage would lose. */
export type Base = Pick<CommandSite, 'family' | 'suite' | 'release'>;

/** What all that is built on a stage needs of its base beyond the slim variant (hazards B5, B8 to B22). */
export function stageNeeds(input: TransformInput, stage: Stage, base: Base): readonly Need[] {
  return descendants(input.dockerfile, stage).flatMap((member) => memberNeeds(input, member, base));
}

function memberNeeds(input: TransformInput, stage: Stage, base: Base): readonly Need[] {
  const { dockerfile, states } = input;
  const needs: Need[] = [];
  const installed = new Set(inheritedPackages(dockerfile, stage));
  const scripts = copiedScripts(stage, states, input.context) ?? [];
  for (const instruction of stage.instructions) {
    const state = states[instruction.index];
    if (state === undefined) continue;
    const { commands, opaque } = instructionCommands(instruction, state);
    const site: CommandSite = {
      ...base,
      instruction,
      installed,
      functions: new Set(definedFunctions(runScript(instruction)?.text ?? '')),
      copiedPaths: new Set(scripts.map(({ imagePath }) => imagePath)),
    };
    if (opaque !== undefined) {
      needs.push({
        kind: 'unknown',
        what: instruction.keyword,
        reason: 'script-unreadable',
        message: `what ${placeOf(instruction)} runs can't be read: ${opaque}`,
        instruction,
      });
    }
    for (const command of commands) {
      needs.push(
        ...commandNeeds(command, site),
        ...downloadNeeds(command, commands, site),
        ...downloadedProgramNeeds(stage, command, commands, site),
        ...ownProgramNeeds(input, stage, command, site),
      );
      for (const name of installedBy(command)) installed.add(name);
      needs.push(...projectScriptNeeds(input, command, site));
      needs.push(...libraryNeeds(input, command, site, 'here'));
    }
    needs.push(
      ...instructionNeeds(input, instruction, site),
      ...unpackedProgramNeeds(stage, instruction, commands, site),
    );
  }
  needs.push(...scripts.flatMap((script) => copiedScriptNeeds(script, installed, base)));
  needs.push(...outsideCommandNeeds(input, stage, installed, base));
  return needs;
}

/** Packages that the stages below this one install by name. */
function inheritedPackages(dockerfile: Dockerfile, stage: Stage): readonly string[] {
  return ancestry(dockerfile, stage)
    .slice(1)
    .flatMap(({ instructions }) => instructions)
    .flatMap((instruction) => runScript(instruction)?.commands ?? [])
    .flatMap((command) => installedBy(command));
}

function copiedScriptNeeds(
  script: NonNullable<ReturnType<typeof copiedScripts>>[number],
  installed: ReadonlySet<string>,
  base: Base,
): readonly Need[] {
  const site: CommandSite = {
    ...base,
    instruction: script.instruction,
    installed,
    functions: new Set(definedFunctions(script.text)),
    copiedPaths: new Set([script.imagePath]),
  };
  const interpreter = script.shebang === undefined ? [] : scriptNeeds(script.interpreter, site);
  const commands = script.commands.flatMap((command) => commandNeeds(command, site));
  return [...interpreter, ...commands];
}

/** Commands that compose files and CI run in the container (hazards B19, S21). */
function outsideCommandNeeds(
  input: TransformInput,
  stage: Stage,
  installed: ReadonlySet<string>,
  base: Base,
): readonly Need[] {
  const isFinal = stage === input.dockerfile.stages.at(-1);
  if (!isFinal) return [];
  const instruction = stage.instructions.at(-1) ?? stage.from;
  return input.use.commands.flatMap((text) =>
    scriptNeeds(text, {
      ...base,
      instruction,
      installed,
      functions: new Set(),
      copiedPaths: new Set(),
    }),
  );
}

/** `npm run build` and the like: the scripts of package.json run commands too. */
function projectScriptNeeds(
  input: TransformInput,
  command: ShellCommand,
  site: CommandSite,
): readonly Need[] {
  const { context } = input;
  if (context === undefined) return [];
  return nodeFolders(input).flatMap((folder) => {
    const project = readNodeProject(context, folder);
    if (project === undefined) return [];
    return (scriptsRunBy(command, project) ?? [])
      .flatMap((name) => binariesOf(project, name)?.commands ?? [])
      .flatMap((inner) => commandNeeds(inner, site));
  });
}

/** The folders of the context with a package.json that the Dockerfile copies. */
function nodeFolders({ dockerfile, context }: TransformInput): readonly string[] {
  if (context === undefined) return [];
  const folders = localSources(dockerfile).map(({ path }) =>
    context.entry(path)?.kind === 'directory'
      ? path
      : path.slice(0, Math.max(path.lastIndexOf('/'), 0)),
  );
  return [...new Set(folders)].filter(
    (folder) =>
      context.entry(folder === '' ? 'package.json' : `${folder}/package.json`) !== undefined,
  );
}

/** `curl … | bash` and `bash <(curl …)`: what a script from elsewhere needs can't be seen. */
function downloadNeeds(
  command: ShellCommand,
  commands: readonly ShellCommand[],
  site: CommandSite,
): readonly Need[] {
  const resolved = resolveCommand(command);
  const isInterpreter = /^(?:sh|bash|dash|python[\d.]*|node|perl|ruby)$/.test(resolved?.name ?? '');
  if (!isInterpreter || resolved === undefined) return [];
  const downloads = commands.some((other) =>
    ['curl', 'wget'].includes(resolveCommand(other)?.name ?? ''),
  );
  const readsInput = !resolved.arguments.some(({ value }) => !value.startsWith('-'));
  const piped = command.placement.has('pipeline') && readsInput;
  const script = resolved.arguments.find(({ value }) => !value.startsWith('-'));
  const fetched =
    downloads &&
    (piped || script?.literal === false || commands.some((other) => writes(other, script?.value)));
  if (!fetched) return [];
  return [
    {
      kind: 'unknown',
      what: 'a downloaded script',
      reason: 'runs-downloaded-script',
      message: `${placeOf(site.instruction)} runs a script that it downloads, and what that needs can't be seen`,
      instruction: site.instruction,
    },
  ];
}

function writes(command: ShellCommand, path: string | undefined): boolean {
  const name = resolveCommand(command)?.name;
  if (path === undefined || (name !== 'curl' && name !== 'wget')) return false;
  const file = path.slice(path.lastIndexOf('/') + 1);
  return (
    command.arguments.some(({ value }) => value.endsWith(file)) ||
    command.redirects.some(({ target }) => target?.value.endsWith(file) === true)
  );
}

/** The folders into which the RUNs of a stage unpack what they download. */
function unpackedFolders(stage: Stage): readonly string[] {
  return stage.instructions.flatMap((instruction) => {
    const commands = runScript(instruction)?.commands ?? [];
    if (!isDownload(commands) || downloadUrls(commands).some((url) => STATIC_PROGRAM.test(url)))
      return [];
    return commands.flatMap((command) => {
      const resolved = resolveCommand(command);
      if (resolved?.name !== 'tar' && resolved?.name !== 'unzip') return [];
      const words = resolved.arguments.map(({ value }) => value);
      return words.flatMap((word, index) =>
        /^(?:-[a-zA-Z]*C|-d|--directory)$/.test(word)
          ? (words[index + 1] ?? [])
          : (/^--directory=(.+)$/.exec(word)?.[1] ?? []),
      );
    });
  });
}

/** A program of an unpacked download, by its path or by a PATH that names its folder. */
function unpackedProgramNeeds(
  stage: Stage,
  instruction: Instruction,
  commands: readonly ShellCommand[],
  site: CommandSite,
): readonly Need[] {
  const folders = unpackedFolders(stage).filter(
    (folder) => /^\/\w+\/./.test(folder) && !/^\/(?:tmp|usr)\//.test(folder),
  );
  const isIn = (path: string): boolean =>
    folders.some((folder) => path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`));
  const found =
    instruction.keyword === 'ENV'
      ? /(?:^|\s)PATH[= ]["']?([^\n]+)/
          .exec(instruction.arguments.text)?.[1]
          ?.split(/[:"']/)
          .find(isIn)
      : commands.flatMap((command) => resolveCommand(command)?.word.value ?? []).find(isIn);
  return found === undefined
    ? []
    : [
        unknown(
          found,
          'program-unknown',
          `${placeOf(instruction)} uses ${found} of a download, and which libraries of the full image it needs can't be seen`,
          site,
        ),
      ];
}

/** Files that are run by something else. */
const INTERPRETED = /\.(?:jar|pyc?|m?js|cjs|ts|rb|pl|php|sh|bash)$/;

/** A program of the context that is no text: which libraries it is linked with can't be seen. */
function ownProgramNeeds(
  { context, states }: TransformInput,
  stage: Stage,
  command: ShellCommand,
  site: CommandSite,
): readonly Need[] {
  const resolved = resolveCommand(command);
  if (context === undefined || resolved?.word.literal !== true) return [];
  const word = resolved.word.value;
  const last = stage.instructions.at(-1);
  const places = word.includes('/')
    ? [joinPath(states[last?.index ?? -1]?.workdir, word)]
    : PROGRAM_FOLDERS.map((folder) => `${folder}/${word}`);
  const copies = localCopies(stage, states);
  const path = places
    .map((place) => (place === undefined ? undefined : contextFileAt(context, copies, place)))
    .find((found) => found !== undefined);
  if (path === undefined || INTERPRETED.test(path)) return [];
  const text = context.read(path);
  if (text !== undefined && !text.includes('\0')) return [];
  return [
    unknown(
      path,
      'copied-program',
      `${placeOf(site.instruction)} runs ${path} of the build context, and which libraries of the full image it needs can't be seen`,
      site,
    ),
  ];
}

const PROGRAM_FOLDERS: readonly string[] = [
  '/usr/local/bin',
  '/usr/local/sbin',
  '/usr/bin',
  '/usr/sbin',
  '/bin',
  '/sbin',
];

/** Downloads that are made of one static program each, which needs nothing of the image. */
const STATIC_PROGRAM =
  /^(?:gosu|su-exec|tini|dumb-init|dockerize|kubectl|helm|argocd|kustomize|terraform|vault|consul|migrate|goose|jq|yq|mc|minio|hadolint|trivy|cosign|restic|rclone|s6-overlay|supercronic|caddy|traefik|grpc_health_probe|cloud_sql_proxy|cloud-sql-proxy|envconsul|ecs-cli|hugo|docker|docker-compose|gh|task|just|buf|oras|crane)(?:[-_.].*)?$/;
const PROGRAM_FOLDER =
  /^\/(?:usr\/?|usr\/local\/?)?$|^(?:\/usr(?:\/local)?|\/opt|~|\$HOME)?(?:\/[\w.-]+)*\/s?bin(?:\/|$)/;

/** Programs that are downloaded and made executable: most are linked with libraries that only the full image may have. */
function downloadedProgramNeeds(
  stage: Stage,
  command: ShellCommand,
  commands: readonly ShellCommand[],
  site: CommandSite,
): readonly Need[] {
  const resolved = resolveCommand(command);
  const words = resolved?.arguments ?? [];
  const path =
    resolved?.name === 'chmod' &&
    /^(?:[ugoa]*\+[rwx]*x|0?[0-7]*[1357][0-7]*)$/.test(words[0]?.value ?? '')
      ? words.slice(1).find(({ value }) => isDownloaded(value, stage, commands, site))?.value
      : resolved?.name === 'tar' || resolved?.name === 'unzip' || resolved?.name === 'install'
        ? words.find(({ value }) => isDownload(commands) && PROGRAM_FOLDER.test(value))?.value
        : undefined;
  if (path === undefined || STATIC_PROGRAM.test(path.slice(path.lastIndexOf('/') + 1))) return [];
  if (downloadUrls(commands).some((name) => STATIC_PROGRAM.test(name))) return [];
  return [
    unknown(
      path,
      'program-unknown',
      `${placeOf(site.instruction)} downloads a program (${path}), and which libraries of the full image it needs can't be seen`,
      site,
    ),
  ];
}

function isDownload(commands: readonly ShellCommand[]): boolean {
  return commands.some((one) => /^(?:curl|wget)$/.test(resolveCommand(one)?.name ?? ''));
}

/** The last parts of the addresses that a RUN downloads from. */
function downloadUrls(commands: readonly ShellCommand[]): readonly string[] {
  return commands
    .filter((one) => /^(?:curl|wget)$/.test(resolveCommand(one)?.name ?? ''))
    .flatMap((one) => one.arguments.map(({ value }) => value))
    .filter((word) => /^https?:/.test(word))
    .map((url) => url.slice(url.lastIndexOf('/') + 1));
}

/** Whether a path was written by curl or wget in this RUN, or by an ADD of an address. Scripts are no programs. */
function isDownloaded(
  path: string,
  stage: Stage,
  commands: readonly ShellCommand[],
  site: CommandSite,
): boolean {
  if (path.endsWith('.sh')) return false;
  const file = path.slice(path.lastIndexOf('/') + 1);
  return (
    commands.some((one) => writes(one, path)) ||
    stage.instructions.some(
      ({ keyword, index, words }) =>
        keyword === 'ADD' &&
        index < site.instruction.index &&
        words.some(({ text }) => /^https?:/.test(text)) &&
        words.at(-1)?.text.endsWith(file) === true,
    )
  );
}

/** What instructions other than commands take from the base. */
function instructionNeeds(
  input: TransformInput,
  instruction: Instruction,
  site: CommandSite,
): readonly Need[] {
  switch (instruction.keyword) {
    case 'ONBUILD':
      return [
        {
          kind: 'unknown',
          what: 'ONBUILD',
          reason: 'onbuild',
          message: `${placeOf(instruction)} runs in images that are built on this one`,
          instruction,
        },
      ];
    case 'COPY':
    case 'ADD':
      return copyNeeds(input, instruction, site);
    case 'ENV':
      return [...timeZoneNeeds(instruction, site), ...certificateNeeds(instruction, site)];
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return certificateNeeds(instruction, site);
    default:
      return [];
  }
}

/** `TZ` needs the zone files; not every slim image has them (hazards B16). */
function timeZoneNeeds(instruction: Instruction, site: CommandSite): readonly Need[] {
  const setsZone = /(?:^|\s)TZ[=\s]/.test(instruction.arguments.text);
  return setsZone ? installNeed('TZ', ['tzdata'], site) : [];
}

/** The system's certificates: node-slim has none, and a program that is told to use them trusts nobody there (hazards B15). */
const SYSTEM_CERTIFICATES = /\/etc\/ssl\/certs\b|--use-(?:openssl|system)-ca\b/;

function certificateNeeds(
  { arguments: { text } }: Instruction,
  site: CommandSite,
): readonly Need[] {
  const lost =
    packagesOnlyInFull(site.family, site.suite, site.release)?.has('ca-certificates') === true;
  return lost && SYSTEM_CERTIFICATES.test(text)
    ? installNeed("the system's certificates", ['ca-certificates'], site)
    : [];
}

/** Images whose files are static programs, or no programs at all. */
const STATIC_IMAGES =
  /(?:^|\/)(?:astral-sh\/uv|oven\/bun|hadolint\/hadolint|tianon\/gosu|krallin\/tini|composer|busybox)$/;

function copyNeeds(
  input: TransformInput,
  instruction: Instruction,
  site: CommandSite,
): readonly Need[] {
  const { dockerfile } = input;
  const from = instruction.flags.find(({ name }) => name === 'from')?.value;
  if (from === undefined) {
    const sources = localSources(dockerfile).filter((source) => source.instruction === instruction);
    if (sources.length === 0) return [];
    if (input.context !== undefined) {
      return sourceNeeds(
        input.context,
        sources.map(({ path }) => path),
        site,
      );
    }
    return [
      {
        kind: 'unknown',
        what: 'copied files',
        reason: 'context-absent',
        message: `what ${placeOf(instruction)} brings into the image, and what that needs, can't be seen without the build context`,
        instruction,
      },
    ];
  }
  const source = findStage(dockerfile, from);
  if (source === undefined) {
    return STATIC_IMAGES.test(from.replace(/[:@].*$/, '')) ? [] : [copied(instruction, from)];
  }
  const root = ancestry(dockerfile, source).at(-1);
  const base = root?.base;
  const sameImage =
    base?.kind === 'image' && !base.hasVariables && officialImage(base.reference) === site.family;
  if (!sameImage) return [copied(instruction, `stage ${from}`)];
  return ancestry(dockerfile, source)
    .flatMap(({ instructions }) => instructions)
    .flatMap((other) => runScript(other)?.commands.map((command) => ({ other, command })) ?? [])
    .flatMap(({ other, command }) =>
      libraryNeeds(input, command, { ...site, instruction: other }, 'copied').map((need) => ({
        ...need,
        instruction,
      })),
    );
}

/** What the copied files need: the programs that sources start, and the libraries of programs that are no sources. */
function sourceNeeds(
  context: BuildContext,
  paths: readonly string[],
  site: CommandSite,
): readonly Need[] {
  const { programs, computed, commands, windows } = startedPrograms(context, paths);
  const [place] = computed;
  return [
    ...programs.flatMap((program) => startedProgramNeeds(program, site)),
    ...commands.flatMap(({ text, path }) => scheduledNeeds(text, path, site)),
    // The slim images of Python leave out the one library that their tkinter links with.
    ...(windows.length > 0 && site.family === 'python'
      ? installNeed('tkinter', ['libtk8.6'], site)
      : []),
    ...(place === undefined
      ? []
      : [
          unknown(
            place,
            'program-unknown',
            `${place} starts programs whose names are put together when it runs, and the slim image may lack them`,
            site,
          ),
        ]),
  ];
}

/** What a command needs that cron, supervisord or the like starts; there a line may be no command after all. */
function scheduledNeeds(text: string, path: string, site: CommandSite): readonly Need[] {
  const script = parseShellText(text, () => site.instruction.range);
  if (script.error !== undefined) return [];
  return script.commands
    .flatMap((command) => commandNeeds(command, site))
    .filter((need) => need.kind !== 'blocked')
    .map((need) => (need.kind === 'install' ? { ...need, what: `${need.what} of ${path}` } : need));
}

function copied(instruction: Instruction, origin: string): Need {
  return {
    kind: 'unknown',
    what: `files of ${origin}`,
    reason: 'copied-program',
    message: `${placeOf(instruction)} brings files of ${origin}, and which libraries they need can't be seen`,
    instruction,
  };
}
