/** Where the schema lies in a project that has the package installed. */
export const INSTALLED_SCHEMA = 'node_modules/dockopt/schema/dockopt.config.schema.json';

const TEXT = `# How dockopt treats the Dockerfiles below this folder. These are the defaults.
# Options of the command line win over what stands here.

# Apply fixes too that are right in the usual case but can't be proven.
unsafe: false

# For each transform: off, check (report, never apply) or fix.
transforms:
  builder-stage: fix
  slim-base:
    mode: fix
    # The family of the new base: slim or alpine.
    base: slim
    # Debian packages that the image needs and that no file shows: [tzdata, curl].
    packages: []
  minimal-base: fix
  dockerignore: fix
  cache-order: fix
  merge-runs:
    mode: fix
    # shipping: of the stages that ship; pays: where bytes are won; all.
    merge: shipping
  clean-caches: fix

# Dockerfiles that are left alone; patterns as in .gitignore.
ignore: []

# Settings for some Dockerfiles; later ones win.
# overrides:
#   - files: [apps/*/Dockerfile]
#     context: .
#     target: production
`;

/**
 * The text of a new `dockopt.config.yaml`.
 * @param hasSchema the package is installed beside it, so that an editor finds the schema there
 */
export function configurationText(hasSchema: boolean): string {
  const hint = `# yaml-language-server: $schema=./${INSTALLED_SCHEMA}\n`;
  return hasSchema ? hint + TEXT : TEXT;
}
