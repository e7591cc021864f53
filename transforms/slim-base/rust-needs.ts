import { expandSource } from '../../src/context/copy-source.js';
import type { BuildContext } from '../../src/context/build-context.js';
import { lineOf } from '../../src/context/dependency.js';
import { readRustProject, type RustProject } from '../../src/context/rust-project.js';
import type { ResolvedCommand } from '../../src/dockerfile/commands.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { crateNeed } from './crates.js';
import { installNeed } from './install-need.js';
import { contextPathOf, folderOf, pathIn } from './manifests.js';
import { placeOf, seenAt, type Need } from './need.js';
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

/** A build script that compiles, or looks for libraries, does so by a crate of this kind. */
const COMPILES = /\b(?:autotools|bindgen|cc|cmake|cxx_build|pkg_config|system_deps)::/;

function buildScriptNeeds(
  context: BuildContext,
  project: RustProject,
  site: CommandSite,
): readonly Need[] {
  const folders = [
    project.folder,
    ...project.members.flatMap((member) => expandSource(context, pathIn(project.folder, member))),
  ];
  return folders.flatMap((folder) => {
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
