import { packagesInImage } from '../../../src/knowledge/base-images.js';
import { runTimeLibraries } from '../packages.js';
import { refuse, type BuildPlan, type Refusal } from '../site.js';
import { aptPackages } from '../stage-commands.js';

/** The shared libraries of the development packages with which a builder links, as far as the old base of the later stage may have them. */
export function developmentLibraries({
  site,
  builds,
}: BuildPlan): { readonly packages: readonly string[] } | Refusal {
  const { suite } = site;
  if (suite === undefined) return { packages: [] };
  const packages = new Set<string>();
  for (const name of aptPackages(site, builds)) {
    const libraries = runTimeLibraries(name, suite);
    if (libraries === undefined) {
      return refuse(
        'library-unknown',
        `The builder installs ${name}, and which package has its shared library at run time is not known.`,
      );
    }
    for (const one of libraries) packages.add(one);
  }
  const held = packagesInImage(site.image, site.tag ?? suite, suite);
  return { packages: [...packages].filter((name) => held?.has(name) !== false) };
}
