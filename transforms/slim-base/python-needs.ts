import { placeOf } from '../../src/dockerfile/place.js';
import {
  parseRequirement,
  readPythonProject,
  readRequirements,
  type PythonRequirement,
} from '../../src/context/python-project.js';
import { markerHolds } from '../../src/context/python-marker.js';
import type { ResolvedCommand } from '../../src/dockerfile/commands.js';
import { ancestry } from '../../src/dockerfile/stages.js';
import { expandVariables, readAssignments } from '../../src/dockerfile/variables.js';
import { extraPackages, pythonNeed } from '../../src/knowledge/native-packages.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { contextPathOf, folderOf, pathIn } from './manifests.js';
import { seenAt, type Need } from './need.js';
import {
  checkoutNeeds,
  contextAbsent,
  manifestUnknown,
  packageNeeds,
  type InstalledWhere,
} from './package-need.js';
import { exportedNeeds } from './python-lock-needs.js';
import { buildsPure, ownBuildNeeds } from './python-package.js';
import { hasBuiltWheels, takesBuiltWheels } from './python-wheels.js';
import { met, unknown, type CommandSite } from './site.js';

/** The words behind `pip install`, `python -m pip install`, `uv pip install`; undefined for other commands. */
export function pipInstall(resolved: ResolvedCommand): readonly string[] | undefined {
  const words = resolved.arguments.map(({ value }) => value);
  const name = resolved.name ?? '';
  const rest = /^pip[\d.]*$/.test(name)
    ? words
    : /^python[\d.]*$/.test(name) && words[0] === '-m' && words[1] === 'pip'
      ? words.slice(2)
      : name === 'uv' && words[0] === 'pip'
        ? words.slice(1)
        : undefined;
  const start = rest?.findIndex((word) => !word.startsWith('-')) ?? -1;
  if (rest?.[start] === 'install') return rest.slice(start + 1);
  // `uv pip sync` and `pip-sync` take requirements files alone.
  const synced =
    name === 'pip-sync' ? words : rest?.[start] === 'sync' ? rest.slice(start + 1) : undefined;
  return synced?.flatMap((word) => (word.startsWith('-') ? [word] : ['-r', word]));
}

const PIP_VALUED =
  /^(?:-i|--index-url|--extra-index-url|-f|--find-links|-t|--target|--prefix|--root|--platform|--python-version|--trusted-host|--timeout|--retries|--no-binary|--only-binary|--progress-bar|--src|--cache-dir|--root-user-action|--upgrade-strategy|-w|--wheel-dir|-p|--python)$/;

/** What `pip install` with these words needs of the base (hazards B10 to B12). */
export function pipNeeds(
  input: TransformInput,
  words: readonly string[],
  site: CommandSite,
  place: InstalledWhere,
): readonly Need[] {
  const where = takesBuiltWheels(input, words, site) ? 'copied' : place;
  const needs: Need[] = [];
  const values = settledVariables(input, site);
  for (let index = 0; index < words.length; index += 1) {
    const written = words[index] ?? '';
    const word = expandVariables(written, values) ?? written;
    const following = words[index + 1] ?? '';
    if (word === '-r' || word === '--requirement') {
      needs.push(...fileNeeds(input, following, site, where));
      index += 1;
    } else if (/^(?:-r|--requirement=)./.test(word)) {
      needs.push(...fileNeeds(input, word.replace(/^(?:-r|--requirement=)/, ''), site, where));
    } else if (word === '-c' || word === '--constraint' || PIP_VALUED.test(word)) {
      if (word === '--no-binary') needs.push(sourceInstall('pip install --no-binary', site));
      index += 1;
    } else if (word === '-e' || word === '--editable') {
      needs.push(...localProjectNeeds(input, following, site, where));
      index += 1;
    } else if (/\*(?:\.whl)?$/.test(word) && hasBuiltWheels(input, word, site)) {
      needs.push(met(word, 'itself', site));
    } else if (!word.startsWith('-')) {
      needs.push(
        ...(/^\.{0,2}(?:\/|$)|^\.\[/.test(word)
          ? localProjectNeeds(input, word, site, where)
          : requirementNeeds(parseRequirement(word), word, site, where)),
      );
    }
  }
  return needs;
}

/** Variables that ENV sets to a plain value; who builds may give those of ARG, and what is made of them, other values. */
function settledVariables(
  { dockerfile, states }: TransformInput,
  { instruction }: CommandSite,
): ReadonlyMap<string, string> {
  const stage = dockerfile.stages[instruction.stageIndex ?? -1];
  const passed = new Set(
    (stage === undefined ? [] : ancestry(dockerfile, stage))
      .flatMap(({ instructions }) => instructions)
      .filter(({ keyword }) => keyword === 'ARG' || keyword === 'ENV')
      .flatMap((setting) =>
        readAssignments(setting, dockerfile.escape).filter(
          ({ rawValue }) => setting.keyword === 'ARG' || rawValue?.includes('$') === true,
        ),
      )
      .map(({ name }) => name),
  );
  const values = new Map<string, string>();
  for (const [name, value] of states[instruction.index]?.environment ?? []) {
    if (value !== undefined && !passed.has(name)) values.set(name, value);
  }
  return values;
}

function fileNeeds(
  input: TransformInput,
  path: string,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  const { context } = input;
  if (context === undefined) return [contextAbsent(path, site)];
  const file = contextPathOf(input, site, path);
  if (file === undefined) {
    return (
      exportedNeeds(input, site, where) ?? [
        manifestUnknown(
          path,
          `${path}, which ${placeOf(site.instruction)} installs, is not in the build context`,
          site,
        ),
      ]
    );
  }
  const read = readRequirements(context, file);
  if (read.unread.length > 0) {
    return [manifestUnknown(path, `${read.unread.join(', ')} can't be read`, site)];
  }
  if (read.noBinary.length > 0) return [sourceInstall(path, site)];
  return read.requirements.flatMap((requirement) =>
    seenAt(
      requirementNeeds(requirement, requirement.name ?? path, site, where),
      requirement.seen?.path ?? file,
      requirement.seen?.line,
    ),
  );
}

/** What one requirement needs; nothing where its marker says that it is not installed here. */
export function requirementNeeds(
  requirement: PythonRequirement | undefined,
  text: string,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  if (requirement === undefined) {
    return [
      unknown(
        text,
        'package-unknown',
        `${text}, which ${placeOf(site.instruction)} installs, is no plain requirement`,
        site,
      ),
    ];
  }
  const { name, marker } = requirement;
  if (marker !== undefined && markerHolds(marker, site) === false) return [];
  const needs: Need[] =
    requirement.versionControl !== undefined && where === 'here'
      ? [...checkoutNeeds(requirement.versionControl, requirement.url ?? text, site)]
      : [];
  if (name === undefined) {
    return [
      ...needs,
      unknown(
        text,
        'package-unknown',
        `what ${text} is, which ${placeOf(site.instruction)} installs, is not known`,
        site,
      ),
    ];
  }
  const extras = extraPackages(name, requirement.extras);
  return [
    ...needs,
    ...packageNeeds(name, pythonNeed(name, pinOf(requirement), site.release), site, where),
    ...extras.flatMap((extra) =>
      packageNeeds(extra, pythonNeed(extra, undefined, site.release), site, where),
    ),
  ];
}

/** `pip install .`: the project's own dependencies, and its own build. */
function localProjectNeeds(
  input: TransformInput,
  path: string,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  const { context } = input;
  if (context === undefined) return [contextAbsent(path, site)];
  const named = path.replace(/\[.*$/, '').replace(/\/$/, '');
  const manifest = contextPathOf(input, site, `${named === '' ? '/' : named}/pyproject.toml`);
  const folder = manifest === undefined ? '' : folderOf(manifest);
  const project = readPythonProject(context, folder, site);
  const pyproject = project?.pyproject;
  if (pyproject === undefined || !buildsPure(project)) return ownBuildNeeds(project, site);
  const extras = (/\[([^\]]*)\]$/.exec(path)?.[1] ?? '').split(',').map((extra) => extra.trim());
  const wanted = [
    ...pyproject.dependencies,
    ...extras.flatMap((extra) => pyproject.extras.get(extra) ?? []),
  ];
  return wanted.flatMap((requirement) =>
    seenAt(
      requirementNeeds(requirement, requirement.name ?? path, site, where),
      pathIn(folder, 'pyproject.toml'),
      undefined,
    ),
  );
}

/**
 * The newest release that a requirement can mean, as far as the specifier bounds it: a release before the first binary
 * package would be compiled. `~=1.4` means the newest `1.*`, of which nothing is known but that it is not older than `1.4`.
 */
function pinOf({ specifier }: PythonRequirement): string | undefined {
  const bounds = specifier
    .split(',')
    .map((bound) => /^(?:===?|~=|<=?)\s*(\d[\d.]*)/.exec(bound.trim())?.[1]);
  return bounds.find((bound) => bound !== undefined);
}

function sourceInstall(what: string, site: CommandSite): Need {
  return {
    kind: 'blocked',
    what,
    reason: 'needs-compiler',
    message: `${placeOf(site.instruction)} has packages built from source`,
    instruction: site.instruction,
  };
}
