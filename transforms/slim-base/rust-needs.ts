import { placeOf } from '../../src/dockerfile/place.js';
import { expandSource } from '../../src/context/copy-source.js';
import type { BuildContext } from '../../src/context/build-context.js';
import { lineOf } from '../../src/context/dependency.js';
import { readRustProject, type RustProject } from '../../src/context/rust-project.js';
import type { ResolvedCommand } from '../../src/dockerfile/commands.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { crateNeed } from './crates.js';
import { installNeed } from './install-need.js';
import { contextPathOf, folderOf, pathIn } from './manifests.js';
import { seenAt, type Need } from './need.js';
import { checkoutNeeds, contextAbsent, manifestUnknown } from './package-need.js';
import { met, unknown, type CommandSite } from './site.js';

const BUILDING = /^(?:b|build|c|check|chef|clippy|doc|fetch|install|r|run|rustc|t|test)$/;

/** Whether a command of cargo builds crates or fetches them. */
export function buildsCrates({ name, arguments: words }: ResolvedCommand): boolean {
  const verb = words.find(({ value }) => !/^[-+]/.test(value))?.value ?? '';
  return name === 'cargo' && BUILDING.test(verb);
}

/** What cargo needs to build the project's crates in the slim image of Rust, which has gcc and no other build tool. */
export function cargoNeeds(
  input: TransformInput,
  resolved: ResolvedCommand,
  site: CommandSite,
): readonly Need[] {
  const { context } = input;
  const words = resolved.arguments.map(({ value }) => value);
  const place = placeOf(site.instruction);
  if (site.family !== 'rust' || (words[0] === 'install' && !words.includes('--path'))) {
    return [
      unknown(
        'cargo',
        'package-unknown',
        `what cargo builds in ${place}, and which libraries of the full image that needs, is not known`,
        site,
      ),
    ];
  }
  if (context === undefined) return [contextAbsent('Cargo.toml', site)];
  const named =
    words[words.findIndex((word) => word === '--path' || word === '--manifest-path') + 1];
  const folderName = words.includes('--path') ? (named ?? '.') : '.';
  const manifest = contextPathOf(
    input,
    site,
    words.includes('--manifest-path') && named !== undefined ? named : `${folderName}/Cargo.toml`,
  );
  const project = manifest === undefined ? undefined : readRustProject(context, folderOf(manifest));
  if (manifest === undefined || project?.crates === undefined) {
    return [
      manifestUnknown(
        'Cargo.lock',
        `the Cargo.lock that says what ${place} builds is not in the build context`,
        site,
      ),
    ];
  }
  return [
    ...gitNeeds(context, project, site),
    ...buildScriptNeeds(context, project, site),
    ...linkedLibraryNeeds(context, project, site),
    ...crateNeeds(context, project, site),
  ];
}

/** cargo fetches from git by itself, unless it is told to run git. */
function gitNeeds(context: BuildContext, project: RustProject, site: CommandSite): readonly Need[] {
  const fetched = project.crates?.find(({ origin }) => origin.kind === 'version-control');
  const configured = ['.cargo/config.toml', '.cargo/config'].some((name) =>
    /^\s*git-fetch-with-cli\s*=\s*true/m.test(context.read(pathIn(project.folder, name)) ?? ''),
  );
  return fetched?.origin.kind === 'version-control' && configured
    ? checkoutNeeds('git', fetched.origin.address, site)
    : [];
}

/** A build script that compiles, or looks for libraries, does so by a crate of this kind, or tells cargo what to link with. */
const COMPILES =
  /\b(?:autotools|bindgen|cc|cmake|cxx_build|pkg_config|system_deps)::|\brustc-link-(?:lib|search)\b/;

function buildScriptNeeds(
  context: BuildContext,
  project: RustProject,
  site: CommandSite,
): readonly Need[] {
  return packageFolders(context, project).flatMap((folder) => {
    const path = pathIn(folder, 'build.rs');
    const text = context.read(path);
    const line = text === undefined ? undefined : COMPILES.exec(text)?.[0];
    return text === undefined || line === undefined
      ? []
      : seenAt(
          [
            unknown(
              path,
              'builds-from-source',
              `${path} compiles, and which tools and headers of the full image it uses can't be seen`,
              site,
            ),
          ],
          path,
          lineOf(text, line),
        );
  });
}

/** The folders of the project's own packages. */
function packageFolders(
  context: BuildContext,
  { folder, members }: RustProject,
): readonly string[] {
  return [folder, ...members.flatMap((member) => expandSource(context, pathIn(folder, member)))];
}

/** A library that sources link with by an attribute. */
const LINKED = /\blink\s*\(\s*name\s*=\s*"([^"]+)"/g;
/** Parts of the C library and of the compiler, which the slim image has. */
const ALWAYS_THERE = /^(?:c|dl|gcc|gcc_s|m|pthread|resolv|rt|stdc\+\+|util)$/;

/** The project's sources may link with a library whose development package only the full image has. */
function linkedLibraryNeeds(
  context: BuildContext,
  project: RustProject,
  site: CommandSite,
): readonly Need[] {
  const sources = packageFolders(context, project).flatMap((folder) =>
    ['*.rs', 'src/**/*.rs'].flatMap((pattern) => expandSource(context, pathIn(folder, pattern))),
  );
  return [...new Set(sources)].flatMap((path) => {
    const text = context.read(path) ?? '';
    return [...text.matchAll(LINKED)].flatMap(([attribute, name = '']) =>
      ALWAYS_THERE.test(name)
        ? []
        : seenAt(
            [
              unknown(
                name,
                'package-unknown',
                `${path} links with the library ${name}, and the slim image may lack its development package`,
                site,
              ),
            ],
            path,
            lineOf(text, attribute),
          ),
    );
  });
}

function crateNeeds(
  context: BuildContext,
  project: RustProject,
  site: CommandSite,
): readonly Need[] {
  const crates = project.crates ?? [];
  const names = new Set(crates.map(({ name }) => name));
  const path = pathIn(project.folder, 'Cargo.lock');
  const text = context.read(path) ?? '';
  return crates.flatMap(({ name, requires }) => {
    const need = crateNeed(name, requires ?? [], names);
    const line = lineOf(text, `name = "${name}"`);
    switch (need.kind) {
      case 'none':
        return seenAt([met(name, 'itself', site)], path, line);
      case 'packages':
        return seenAt(installNeed(name, need.packages, site), path, line);
      case 'unknown':
        return seenAt(
          [
            unknown(
              name,
              'package-unknown',
              `whether ${name}, which ${placeOf(site.instruction)} builds, needs libraries or tools of the full image is not known`,
              site,
            ),
          ],
          path,
          line,
        );
    }
  });
}
