import { stageCopies } from '../../../src/context/stage-copies.js';
import { placeOf } from '../../../src/dockerfile/place.js';
import type { BuildContext } from '../../../src/context/build-context.js';
import { contextFileAt, localCopies } from '../../../src/context/copied-files.js';
import { resolveCommand } from '../../../src/dockerfile/commands.js';
import type { Stage } from '../../../src/dockerfile/model.js';
import { parseShellText } from '../../../src/dockerfile/shell.js';
import { joinPath } from '../../../src/dockerfile/state.js';
import type { Finding, FixFinding } from '../../../src/transform/finding.js';
import { replacement } from '../../../src/transform/text-edit.js';
import type { TransformInput } from '../../../src/transform/transform.js';
import { appFolder, isSystemFolder, isWithin } from '../folders.js';
import { c } from '../ecosystems/c/index.js';
import { contextPathAt } from '../ecosystems/common/context-paths.js';
import { volumeAmong } from '../ecosystems/common/started.js';
import { buildSteps } from '../ecosystems/common/build-steps.js';
import { go } from '../ecosystems/go/index.js';
import { readsFolder } from '../ecosystems/rust/commands.js';
import { rust } from '../ecosystems/rust/index.js';
import { sentence, unprovenSystem } from '../mechanism.js';
import { type BuildPlan, type Ecosystem } from '../site.js';
import { commandsOf, endState } from '../stage-commands.js';
import { joinStages, stageTitle } from './joined.js';
import { usersOfBase } from './others.js';
import type { StageCopy } from '../../../src/context/stage-copies.js';
import { startedFiles } from './started-files.js';

/** Ecosystems whose programs are single files, with what is known of all that they read. */
const COMPILED: readonly Ecosystem[] = [go, c, rust];

/**
 * Copies the program, and the files that it reads, in place of the whole folder in which it was built: where the sources open nothing
 * else, as a split would have it. Nothing is said where that can't be proven.
 */
export function narrowFolder(input: TransformInput, later: Stage): readonly Finding[] {
  if (input.context === undefined || usersOfBase(input, later) !== undefined) return [];
  return stageCopies(input, later).flatMap((copy) => narrow(input, later, copy) ?? []);
}

function narrow(input: TransformInput, later: Stage, copy: StageCopy): FixFinding | undefined {
  const { instruction, from, sources = [], destination } = copy;
  const [folder, ...others] = sources;
  const plan = joinStages(input, from, later, from);
  const ecosystem = COMPILED.find(
    ({ images, builds }) =>
      plan !== undefined && images.includes(plan.site.image) && builds?.(plan.site) !== false,
  );
  if (plan === undefined || ecosystem === undefined || others.length > 0) return undefined;
  if (folder === undefined || destination === undefined || isSystemFolder(destination)) {
    return undefined;
  }
  if (folder !== appFolder(plan.site)) return undefined;
  if (instruction.flags.some(({ name }) => !/^(?:chmod|chown|from|link)$/.test(name))) {
    return undefined;
  }
  const kept = keptOf(plan, ecosystem, folder);
  if (kept === undefined || kept.length === 0) return undefined;
  const placed = kept.map((path) => `${destination}${path.slice(folder.length)}`);
  if (
    volumeAmong(plan.site, [destination]) !== undefined ||
    namesMore(plan, later, copy, folder, placed) ||
    !runsAlone(plan, later, copy, kept)
  ) {
    return undefined;
  }
  const doubts = unprovenSystem(plan.site.tag);
  const [doubt] = doubts;
  const common = {
    kind: 'fix',
    message: sentence(
      [
        `${placeOf(instruction)} takes the whole of ${folder} from the stage ${stageTitle(from)}; what runs here needs ${placed.join(', ')} alone of it`,
        ...doubts.map(({ message }) => message.replace(/\.$/, '')),
      ].join('. '),
    ),
    edits: [replacement(instruction.range, linesOf(input, copy, folder, kept))],
    removes: [{ kind: 'paths', paths: [destination] }],
    file: 'dockerfile',
    range: instruction.range,
  } as const;
  return doubt === undefined
    ? { ...common, applicability: 'safe' }
    : { ...common, applicability: 'unsafe', reason: doubt.reason };
}

/** The paths of the program's folder that a split would copy; undefined where it would copy the folder, or can't tell. */
function keptOf(
  plan: BuildPlan,
  ecosystem: Ecosystem,
  folder: string,
): readonly string[] | undefined {
  const { site } = plan;
  if (ecosystem === rust && readsFolder(site, folder)) return undefined;
  if (ecosystem === go && writesFiles(site.context, '')) return undefined;
  const made = ecosystem.plan(plan);
  if (made.kind === 'refused' || made.doubts.some(({ reason }) => reason === 'program-unknown')) {
    return undefined;
  }
  const paths = made.artefacts.map(({ from }) => from);
  return paths.some((path) => isWithin(folder, path))
    ? undefined
    : paths.filter((path) => isWithin(path, folder));
}

/** Sources of Go that make files, for which a folder of the sources may have to be there. */
const WRITES =
  /\b(?:os\s*\.\s*(?:Chdir|Create\w*|Link|Mkdir\w*|Rename|Symlink|WriteFile)|ioutil\s*\.\s*(?:TempDir|TempFile|WriteFile))\b/;

function writesFiles(context: BuildContext, folder: string): boolean {
  return context.list(folder).some(({ name, kind }) => {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (kind === 'directory')
      return !/^(?:\..*|node_modules)$/.test(name) && writesFiles(context, path);
    return name.endsWith('.go') && WRITES.test(context.read(path) ?? 'os.Create');
  });
}

/** Commands that read no file of a program. */
const READS_NOTHING = /^(?:curl|echo|exit|false|true|wget)$/;

/** Whether the program is all that the later stage runs: what else it runs may read files of the folder. */
function runsAlone(
  plan: BuildPlan,
  later: Stage,
  copy: StageCopy,
  kept: readonly string[],
): boolean {
  const files = startedFiles(plan, later, copy.from, [copy], (path) => kept.includes(path));
  if ('kind' in files || files.paths.length === 0) return false;
  const starting = later.instructions.filter(({ keyword }) =>
    ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(keyword),
  );
  const used = plan.site.input.use.commands.flatMap(
    (text) => parseShellText(text, () => later.from.range).commands,
  );
  const entrypoint = starting.find(({ keyword }) => keyword === 'ENTRYPOINT');
  return [
    ...starting
      // After an ENTRYPOINT that is the program, CMD is its arguments.
      .filter(({ keyword }) => keyword !== 'CMD' || entrypoint === undefined)
      .flatMap((instruction) => commandsOf(instruction, plan.site)),
    ...used,
  ].every((command) => {
    const resolved = resolveCommand(command);
    return (
      resolved === undefined ||
      READS_NOTHING.test(resolved.name ?? '') ||
      files.words.has(resolved.word.value)
    );
  });
}

/** Commands whose words are names, and no paths. */
const NAMES = /^(?:apk|apt|apt-get|echo|set|(?:add)?(?:group|user)(?:add|mod)?)$/;

/** Whether an instruction of the later stage works on more of the folder than is kept, or names a file of it. */
function namesMore(
  plan: BuildPlan,
  later: Stage,
  { destination = '' }: StageCopy,
  folder: string,
  placed: readonly string[],
): boolean {
  const { site } = plan;
  const isMore = (path: string | undefined): boolean =>
    path !== undefined &&
    isWithin(path, destination) &&
    !placed.some((one) => isWithin(path, one) || isWithin(one, path));
  return later.instructions.some((instruction) => {
    if (instruction.keyword === 'RUN') {
      return buildSteps(site, [instruction]).some(
        ({ name, words, program, folder: start }) =>
          !NAMES.test(name ?? '') &&
          [program.includes('/') ? program : '-', ...words].some((word) =>
            word === undefined || /[*?[`$]/.test(word)
              ? isWithin(start, destination) || word?.startsWith(destination) === true
              : !/^-|^[+=,ugoarwxX0-7-]+$/.test(word) && isMore(joinPath(start, word)),
          ),
      );
    }
    if (!/^(?:CMD|ENTRYPOINT|ENV|HEALTHCHECK)$/.test(instruction.keyword)) return false;
    const start = endState(site)?.workdir;
    return instruction.arguments.text.split(/["'\s=,:;[\]()]+/).some((word) => {
      const path = word === '' ? undefined : joinPath(start, word);
      if (path === undefined || !isMore(path)) return false;
      const origin = `${folder}${path.slice(destination.length)}`;
      const local = localCopies(site.stage, site.states);
      return (
        contextFileAt(site.context, local, origin) !== undefined ||
        contextPathAt(site, origin) !== undefined
      );
    });
  });
}

/** The COPY lines of some paths, in the words of the one that copies all. */
function linesOf(
  { dockerfile: { text, lineEnding } }: TransformInput,
  { instruction, destination = '', toFolder }: StageCopy,
  folder: string,
  kept: readonly string[],
): string {
  const [source, target] = instruction.execForm === undefined ? instruction.words : [];
  const head = text.slice(
    instruction.range.start,
    source?.range.start ?? instruction.flags.at(-1)?.range.end ?? instruction.keywordRange.end,
  );
  const written = target?.text ?? destination;
  const to = toFolder || written.endsWith('/') ? written.replace(/\/+$/, '') : written;
  return kept
    .map(
      (path) =>
        `${head}${source === undefined ? ' ' : ''}${path} ${to}${path.slice(folder.length)}`,
    )
    .join(lineEnding);
}
