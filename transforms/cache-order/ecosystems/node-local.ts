import type { BuildContext } from '../../../src/context/build-context.js';
import { entriesOf, readIndented } from '../../../src/context/indented.js';
import type { NodeProject } from '../../../src/context/node-project.js';
import { readJson } from '../../../src/context/structured-text.js';
import { mapping, scalar } from '../../../src/context/usage-data.js';
import { below, refuse, type Install, type Refusal } from '../site.js';

/** A dependency of a manifest that is a folder or an archive of the project. */
export function localDependency(project: NodeProject): string | undefined {
  const direct = [
    ...project.dependencies,
    ...project.devDependencies,
    ...project.optionalDependencies,
  ];
  const found = direct.find(
    ([, range]) =>
      /^(?:file|link|portal):/.test(range) ||
      /^(?:\.{0,2}|~)\//.test(range) ||
      /^(?![a-z+]+:).*\.(?:tgz|tar|tar\.gz)$/i.test(range),
  );
  return found === undefined
    ? undefined
    : `${found[0]} of ${below(project.folder, 'package.json')} is a part of the project (${found[1]})`;
}

/** pnpm puts a copy of an injected member among the packages, as its files are at the time of the install. */
export function injected(context: BuildContext, { folder }: NodeProject): string | undefined {
  const path = below(folder, 'package.json');
  const settings = mapping(readJson(context.read(path) ?? '')?.['dependenciesMeta']);
  const found = Object.keys(settings).find((name) => mapping(settings[name])['injected'] === true);
  return found === undefined
    ? undefined
    : `${path} has ${found} injected, for which the install copies the sources of it`;
}

/** `overrides` and `resolutions` can put a folder in the place of a package. */
export function forcedFolder({ context, folder }: Install): string | undefined {
  const manifest = readJson(context.read(below(folder, 'package.json')) ?? '') ?? {};
  const forced = [
    manifest['overrides'],
    manifest['resolutions'],
    mapping(manifest['pnpm'])['overrides'],
    entriesOf(
      readIndented(context.read(below(folder, 'pnpm-workspace.yaml')) ?? '') ?? [],
      'overrides',
    ),
  ];
  return forced.some((one) => /"(?:file|link|portal):/.test(JSON.stringify(one ?? {})))
    ? 'an override puts a folder of the project in the place of a package'
    : undefined;
}

/** The patches that the manifest names: of pnpm each by its path, of yarn those in its own folder, which is copied whole. */
export function patchedFiles({ context, folder }: Install): readonly string[] | Refusal {
  const text = context.read(below(folder, 'package.json')) ?? '';
  const foreign = [...text.matchAll(/"patch:[^"]*"/g)].find(
    ([range]) => !range.includes('.yarn/patches/'),
  );
  if (foreign !== undefined) {
    return refuse('local-dependency', `package.json patches a package by ${foreign[0]}`);
  }
  const ofManifest = mapping(mapping(readJson(text)?.['pnpm'])['patchedDependencies']);
  const workspace = readIndented(context.read(below(folder, 'pnpm-workspace.yaml')) ?? '') ?? [];
  const paths = [
    ...Object.values(ofManifest).flatMap((path) => scalar(path) ?? []),
    ...entriesOf(workspace, 'patchedDependencies').flatMap(({ value }) => value ?? []),
  ];
  const missing = paths.find((path) => context.entry(below(folder, path))?.kind !== 'file');
  return missing === undefined
    ? paths
    : refuse('manifest-missing', `the patch ${missing} is not in the folder that is copied`);
}
