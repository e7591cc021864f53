import { placeOf } from '../../src/dockerfile/place.js';
import { lineOf } from '../../src/context/dependency.js';
import { readPhpProject, type PhpProject } from '../../src/context/php-project.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { scriptNeeds } from './command-needs.js';
import { lostNeed } from './install-need.js';
import { contextPathOf, folderOf, pathIn } from './manifests.js';
import { seenAt, type Need } from './need.js';
import { checkoutNeeds, contextAbsent, manifestUnknown } from './package-need.js';
import type { CommandSite } from './site.js';

/** The scripts that `composer install` runs of the project. */
const INSTALL_SCRIPTS: readonly string[] = [
  'pre-install-cmd',
  'pre-update-cmd',
  'pre-autoload-dump',
  'post-autoload-dump',
  'post-install-cmd',
  'post-update-cmd',
];

/**
 * What `composer install` needs of the base: packages are PHP, and nothing is compiled. They come as archives, for which composer
 * runs unzip where PHP has no extension for them, or from repositories, which it clones.
 */
export function composerNeeds(
  input: TransformInput,
  words: readonly string[],
  site: CommandSite,
): readonly Need[] {
  const { context } = input;
  if (context === undefined) return [contextAbsent('composer.json', site)];
  const manifest = contextPathOf(input, site, 'composer.json');
  const folder = manifest === undefined ? '' : folderOf(manifest);
  const project = manifest === undefined ? undefined : readPhpProject(context, folder);
  if (project === undefined || manifest === undefined) {
    return [
      manifestUnknown(
        'composer.json',
        `the composer.json that ${placeOf(site.instruction)} installs is not in the build context`,
        site,
      ),
    ];
  }
  const withDevelopment = !words.includes('--no-dev');
  const text = context.read(manifest) ?? '';
  return [
    ...seenAt(lostNeed('composer', ['unzip'], site), manifest, undefined),
    ...seenAt(
      cloned(project, withDevelopment).flatMap((address) => checkoutNeeds('git', address, site)),
      project.packages === undefined ? manifest : pathIn(folder, 'composer.lock'),
      undefined,
    ),
    ...(words.includes('--no-scripts')
      ? []
      : INSTALL_SCRIPTS.flatMap((name) =>
          seenAt(
            shellLines(project, name).flatMap((line) => scriptNeeds(line, site)),
            manifest,
            lineOf(text, `"${name}"`),
          ),
        )),
  ];
}

/** Addresses that composer clones: of packages without an archive; of named repositories where no lock file says which. */
function cloned(project: PhpProject, withDevelopment: boolean): readonly string[] {
  if (project.packages === undefined) return project.versionControlRepositories;
  return project.packages.flatMap(({ origin, development }) =>
    origin.kind === 'version-control' && (development !== true || withDevelopment)
      ? [origin.address]
      : [],
  );
}

/** The lines of a script that a shell runs; `@php` is PHP, `@name` another script, and `Class::method` no command. */
function shellLines(project: PhpProject, name: string, depth = 0): readonly string[] {
  return (project.scripts.get(name) ?? []).flatMap((line) => {
    if (/^[\w\\]+::\w+$/.test(line)) return [];
    if (/^@php\b/.test(line)) return [line.slice(1)];
    if (/^@(?:composer|putenv)\b/.test(line)) return [];
    const other = /^@([\w:-]+)/.exec(line)?.[1];
    if (other === undefined) return [line];
    return depth > 8 ? [] : shellLines(project, other, depth + 1);
  });
}
