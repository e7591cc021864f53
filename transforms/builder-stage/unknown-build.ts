import { placeOf } from '../../src/dockerfile/place.js';
import { aptInstall } from '../../src/dockerfile/apt.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { refuse, type Refusal, type Site } from './site.js';

/** Compilers, and what calls them, of any language. */
const COMPILES = new RegExp(
  '^(?:ant|c\\+\\+|cabal|cc|clang|clang\\+\\+|cmake|g\\+\\+|gcc|gfortran|ghc|gradlew?|javac|kotlinc|lein|make|meson|mvnw?|' +
    'native-image|nim|ninja|nvcc|ocamlfind|ocamlopt|rustc|sbt|scalac|swiftc)(?:-\\d+)?$',
);
/** Programs of which some subcommands compile. */
const COMPILES_BY: Readonly<Record<string, RegExp>> = {
  cargo: /^(?:build|install)$/,
  crystal: /^build$/,
  dotnet: /^(?:build|publish)$/,
  dune: /^build$/,
  go: /^(?:build|install)$/,
  nimble: /^(?:build|c|install)$/,
  npm: /^build\b/,
  opam: /^install$/,
  pnpm: /^build\b/,
  stack: /^(?:build|install)$/,
  swift: /^build$/,
  yarn: /^build\b/,
  zig: /^build/,
};
/** Packages of compilers, by the names that the distributions give them. */
const COMPILERS =
  /^(?:@?development[- ]tools|base-devel|build-base|build-essential|cargo|clang(?:-?\d+)?|g\+\+(?:-\d+)?|gcc(?:-c\+\+|-\d+)?|golang(?:-go)?|rustc)$/i;
/** The subcommands that install and remove, of package managers beside apt. */
const MANAGERS: Readonly<Record<string, { readonly install: RegExp; readonly remove: RegExp }>> = {
  'apt-get': { install: /^$/, remove: /^(?:purge|remove)$/ },
  apt: { install: /^$/, remove: /^(?:purge|remove)$/ },
  apk: { install: /^add$/, remove: /^del$/ },
  dnf: { install: /^(?:group)?install$/, remove: /^(?:erase|remove)$/ },
  microdnf: { install: /^install$/, remove: /^remove$/ },
  pacman: { install: /^-S/, remove: /^-R/ },
  yum: { install: /^(?:group)?install$/, remove: /^(?:erase|groupremove|remove)$/ },
  zypper: { install: /^in(?:stall)?$/, remove: /^(?:remove|rm)$/ },
};
/** Official images of systems in which no ecosystem is split. */
const SYSTEMS =
  /^(?:almalinux|alpine|amazonlinux|archlinux|busybox|centos|clearlinux|fedora|mageia|oraclelinux|photon|rockylinux|sl)$/;

/**
 * Why a file that plainly compiles, or installs a compiler, is not split although no ecosystem takes it; undefined where nothing of
 * that kind is seen.
 */
export function unknownBuild(site: Site): Refusal | undefined {
  let removed: Refusal | undefined;
  for (const instruction of site.stage.instructions) {
    const state = site.states[instruction.index];
    if (instruction.keyword !== 'RUN' || state === undefined) continue;
    const { commands } = instructionCommands(instruction, state);
    const installed = commands.map(installedCompiler).find((name) => name !== undefined);
    const used = commands.map(compilingWord).find((name) => name !== undefined);
    if (installed === undefined && used === undefined) continue;
    if (commands.some(removes)) {
      removed ??= refuse(
        'nothing-won',
        `${placeOf(instruction)} compiles, and removes the packages for it again, so that a builder stage would leave nothing more behind.`,
        instruction,
      );
      continue;
    }
    const does = used === undefined ? `installs ${installed}` : `compiles with ${used}`;
    return whyNot(site, `${placeOf(instruction)} ${does}`);
  }
  return removed;
}

function whyNot({ stage, image, written }: Site, seen: string): Refusal {
  if (stage.base.kind !== 'image' || stage.base.hasVariables) {
    return refuse(
      'base-unknown',
      `${seen}, and the base is written with a variable, so that no smaller one can be named for the image that ships.`,
    );
  }
  if (image.includes('/')) {
    return refuse(
      'base-unknown',
      `${seen}, and what ${written} holds is not known, so that no smaller base can be named for the image that ships; start from an official image, or split the file by hand.`,
    );
  }
  return SYSTEMS.test(image)
    ? refuse(
        'system-unknown',
        `${seen}, and which packages the image that ships would need of ${image} is not known; split the file by hand.`,
      )
    : refuse(
        'language-unknown',
        `${seen}, and what that makes is of no kind that is known here, so that it can't be told what the image that ships needs; split the file by hand.`,
      );
}

/** The package of a compiler that a command installs. */
function installedCompiler(command: ShellCommand): string | undefined {
  const names =
    aptInstall(command)?.packages.map(({ value }) => value) ?? operandsOf(command, 'install');
  return names.map((name) => name.replace(/[=<>~/:].*$/, '')).find((name) => COMPILERS.test(name));
}

function removes(command: ShellCommand): boolean {
  return operandsOf(command, 'remove').length > 0;
}

function operandsOf(command: ShellCommand, what: 'install' | 'remove'): readonly string[] {
  const resolved = resolveCommand(command);
  const name = resolved?.name ?? '';
  const manager = Object.hasOwn(MANAGERS, name) ? MANAGERS[name] : undefined;
  const words = resolved?.arguments.map(({ value }) => value) ?? [];
  const verb = words.findIndex((word) => manager?.[what].test(word) === true);
  return verb === -1 ? [] : words.slice(verb + 1).filter((word) => !word.startsWith('-'));
}

/** The program with which a command compiles. */
function compilingWord(command: ShellCommand): string | undefined {
  const resolved = resolveCommand(command);
  const name = resolved?.name?.slice(resolved.name.lastIndexOf('/') + 1);
  if (name === undefined) return undefined;
  const subcommand = Object.hasOwn(COMPILES_BY, name) ? COMPILES_BY[name] : undefined;
  const compiles =
    COMPILES.test(name) ||
    resolved?.arguments.some(({ value }) => subcommand?.test(value) === true) === true;
  return compiles ? name : undefined;
}
