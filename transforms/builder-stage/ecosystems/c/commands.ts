import { placeOf } from '../../../../src/dockerfile/place.js';
import { readLocalCopy } from '../../../../src/context/copied-files.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { isWithin } from '../../folders.js';
import { refuse, type CommandRole, type Refusal, type Role, type Site } from '../../site.js';
import { buildSteps } from '../common/build-steps.js';
import { programFolder } from '../common/started.js';

/** Programs that compile, link, or make what does so. */
export const COMPILES =
  /^(?:(?:g|b)?make|cmake|ninja|samu|meson|gcc|g\+\+|cc|c\+\+|clang(?:\+\+)?|configure)(?:-\d+(?:\.\d+)?)?$/;

/** Programs that serve those. */
const SERVES =
  /^(?:aclocal|ar|as|autoconf|autogen\.sh|autoheader|automake|autoreconf|bison|bootstrap(?:\.sh)?|buildconf(?:\.sh)?|cpp|ctest|flex|ld|ldconfig|libtoolize|lex|objcopy|patch|pkg-config|pkgconf|ranlib|strip|yacc)(?:-\d+(?:\.\d+)?)?$/;

const FETCHES = /^(?:git|svn|hg|wget|curl|conan|vcpkg)$/;

const UNPACKS = /^(?:tar|unzip|bunzip2|gunzip|unxz|7z)$/;

/** Programs that change files, and where they do so decides what they are for. */
const CHANGES = /^(?:cat|chmod|cp|install|ln|mkdir|mv|rm|rmdir|sed|tee|touch)$/;

/** What a command of a RUN does; undefined where it is none of a build of C. */
export function commandRole(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
): CommandRole | Refusal | undefined {
  const resolved = resolveCommand(command);
  const name = resolved?.name;
  if (name === undefined) return undefined;
  if (COMPILES.test(name) || SERVES.test(name)) return 'build';
  if (/^(?:nproc|getconf|uname|dirname|basename)$/.test(name)) return 'neutral';
  if (FETCHES.test(name) || UNPACKS.test(name)) {
    return refuse(
      'sources-unknown',
      `${placeOf(instruction)} runs ${name}, and what that brings can't be seen; sources have to be in the build context for a split.`,
      instruction,
    );
  }
  if (!CHANGES.test(name)) return undefined;
  const folder = programFolder(site);
  const step = buildSteps(site, [instruction]).find((one) => one.command === command);
  const places = (step?.words ?? []).flatMap((word) =>
    word === undefined || word.startsWith('-') ? [] : (joinPath(step?.folder, word) ?? []),
  );
  const inFolder = folder !== undefined && places.some((path) => isWithin(path, folder));
  // A link needs nothing that it points to, so that the final stage can make it itself.
  if (name === 'ln' && !(places.length > 0 && isWithin(places.at(-1), folder ?? '/'))) {
    return undefined;
  }
  return inFolder ? 'build' : undefined;
}

/** What is copied into the program's folder before the last build is its source. */
export function copyRole(
  instruction: Instruction,
  site: Site,
  lastBuild: Instruction,
): Role | Refusal {
  const { destination, sources = [] } =
    readLocalCopy(instruction, site.states[instruction.index]) ?? {};
  if (instruction.index > lastBuild.index) return 'final';
  const archive =
    instruction.keyword === 'ADD'
      ? sources.find((one) => /\.(?:tar|tgz|tbz2?|txz|tar\.\w+)$/.test(one))
      : undefined;
  if (archive !== undefined) {
    return refuse(
      'sources-unknown',
      `${placeOf(instruction)} unpacks ${archive}, and what is in it can't be seen.`,
      instruction,
    );
  }
  const folder = programFolder(site);
  return folder !== undefined && isWithin(destination, folder) ? 'build' : 'both';
}
