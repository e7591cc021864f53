import { placeOf } from '../../src/dockerfile/place.js';
import { contextFileAt, localCopies } from '../../src/context/copied-files.js';
import { resolveCommand, runScript } from '../../src/dockerfile/commands.js';
import type { Instruction, Stage } from '../../src/dockerfile/model.js';
import { oncePer } from '../../src/dockerfile/once.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { joinPath } from '../../src/dockerfile/state.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { type Need } from './need.js';
import { unknown, type CommandSite } from './site.js';

/** `curl … | bash` and `bash <(curl …)`: what a script from elsewhere needs can't be seen. */
export function downloadNeeds(
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
const unpackedFolders = oncePer((stage: Stage): readonly string[] =>
  stage.instructions.flatMap((instruction) => {
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
  }),
);

/** A program of an unpacked download, by its path or by a PATH that names its folder. */
export function unpackedProgramNeeds(
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
export function ownProgramNeeds(
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
export function downloadedProgramNeeds(
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
