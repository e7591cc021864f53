import { readLocalCopy } from '../../../../src/context/copied-files.js';
import { readRustSources } from '../../../../src/context/rust-sources.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { isWithin } from '../../folders.js';
import type { CommandRole, Refusal, Role, Site } from '../../site.js';
import { buildSteps } from '../common/build-steps.js';
import { bringsData } from '../common/data-files.js';
import { programFolder } from '../common/started.js';
import { findProject, isOfBuild } from './build.js';

const CHANGES = /^(?:cat|chmod|cp|echo|install|ln|mkdir|mv|printf|rm|rmdir|sed|tee|touch)$/;

const VERBS =
  /^(?:b|build|bench|c|check|clean|clippy|fetch|fmt|generate-lockfile|install|metadata|rustc|t|test|tree|update|vendor)$/;

/** What a command of a RUN does; undefined where it is none of Rust's. */
export function commandRole(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
): CommandRole | Refusal | undefined {
  const resolved = resolveCommand(command);
  const name = resolved?.name;
  if (name === undefined) return undefined;
  if (name === 'cargo') {
    const verb = resolved?.arguments.find(({ value }) => !/^[-+]/.test(value))?.value ?? '';
    return VERBS.test(verb) ? 'build' : undefined;
  }
  if (/^(?:rustc|rustup|rustfmt|strip)$/.test(name)) return 'build';
  if (name === 'nproc') return 'neutral';
  if (!CHANGES.test(name)) return undefined;
  const folder = programFolder(site);
  const step = buildSteps(site, [instruction]).find((one) => one.command === command);
  const places = [
    ...(step?.words ?? []).filter((word) => word?.startsWith('-') !== true),
    ...command.redirects.map(({ target }) => target?.value),
  ].flatMap((word) => (word === undefined ? [] : (joinPath(step?.folder, word) ?? [])));
  // What cargo reads and writes is left behind; all other changes the final stage makes itself.
  return folder !== undefined && places.some((path) => isOfBuild(path, folder))
    ? 'build'
    : undefined;
}

/** What the context brings into the program's folder comes to the final stage again where the program may read it. */
export function copyRole(instruction: Instruction, site: Site, lastBuild: Instruction): Role {
  const folder = programFolder(site);
  const { destination } = readLocalCopy(instruction, site.states[instruction.index]) ?? {};
  if (instruction.index > lastBuild.index) return 'final';
  if (folder === undefined || !isWithin(destination, folder)) return 'both';
  return readsFolder(site, folder) ? 'both' : 'build';
}

/** Whether the program may read files of the folder that the context brings there. */
export function readsFolder(site: Site, folder: string): boolean {
  const project = findProject(site, folder);
  const sources = project === undefined ? undefined : readRustSources(site.context, project.folder);
  const { instructions } = site.stage;
  return (
    sources === undefined ||
    ((sources.readsFiles || sources.hasDependencies || (project?.crates ?? []).length > 0) &&
      (sources.namesSources || bringsData(site, folder, isBuildInput))) ||
    // RUNs of the final stage that change files of the folder, and what starts a script of it.
    instructions.some(
      ({ keyword, arguments: { text } }) =>
        (keyword === 'RUN' && /\b(?:chmod|chown|cp|mv|sed|ln)\b/.test(text)) ||
        (/^(?:CMD|ENTRYPOINT|HEALTHCHECK)$/.test(keyword) &&
          wordsOf(text).some((word) => namesFile(site, folder, word))),
    ) ||
    site.input.use.commands.some((text) =>
      wordsOf(text).some((word) => namesFile(site, folder, word)),
    )
  );
}

/** Sources, manifests, and settings of the tools of Rust. */
function isBuildInput(path: string): boolean {
  return (
    /\.rs$|(?:^|\/)\.cargo\//.test(path) ||
    /(?:^|\/)(?:Cargo\.(?:toml|lock)|Makefile|[cC]lippy\.toml|deny\.toml|justfile|rust-toolchain(?:\.toml)?|\.?rustfmt\.toml)$/.test(
      path,
    )
  );
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s"',[\]=]+/).filter((word) => word !== '');
}

function namesFile(site: Site, folder: string, word: string): boolean {
  const path = joinPath(folder, word);
  return (
    path !== undefined &&
    (path === folder ||
      (isWithin(path, folder) && site.context.entry(path.slice(folder.length + 1)) !== undefined))
  );
}
