import type { Reason } from '../../src/transform/transform.js';

/** Why `cache-order` leaves an install behind the copy of the sources, or is not sure. */
export const REASONS: readonly Reason[] = [
  {
    id: 'context-absent',
    meaning:
      'What the install reads is in the build context, which is not known; name it with --context.',
  },
  {
    id: 'copy-unclear',
    meaning:
      'The copy has options other than --chown, variables or several sources, or goes to a folder of the system, so that it can not stand after the install without more thought.',
  },
  {
    id: 'sources-read-between',
    meaning:
      'Something between the copy and the install may read the sources, or change where they go; install first by hand.',
  },
  {
    id: 'run-not-simple',
    meaning:
      'The RUN of the install does other things, and is no plain list of commands with && that could be divided behind it.',
  },
  {
    id: 'cleaned-in-same-run',
    meaning:
      'The RUN of the install goes on with commands that remove or change what was installed; in a layer of its own the install would keep that in the image, or store it twice.',
  },
  {
    id: 'manifest-missing',
    meaning:
      'The manifest of the install is not in the folder that is copied, or .dockerignore leaves it out.',
  },
  {
    id: 'versions-not-locked',
    meaning:
      'No lock file and no exact versions say what is installed, so that the cached install would keep older versions than one after each change of the sources; the fix is unsafe.',
  },
  {
    id: 'lock-would-change',
    meaning:
      'The install may write the lock file anew, since it and the manifest do not agree; the copy that then follows would undo that. Bring the lock file up to date.',
  },
  {
    id: 'project-script',
    meaning:
      "A script of the project itself runs during the install, and may read the project's files.",
  },
  {
    id: 'package-script',
    meaning: "A package's install script or plugin is known to read files of the project.",
  },
  {
    id: 'package-script-unknown',
    meaning:
      'Packages run install scripts of which it is not known whether they look at the project; the fix is unsafe.',
  },
  {
    id: 'local-dependency',
    meaning:
      'A dependency is a folder or an archive of the project, so that the install reads sources.',
  },
  {
    id: 'native-addon',
    meaning: 'The install compiles the sources of the project (binding.gyp).',
  },
  {
    id: 'vendored',
    meaning: 'The project holds its packages itself, so that there is nothing to fetch.',
  },
  {
    id: 'workspace-unclear',
    meaning: 'Which members a workspace has, or what they bring to the install, can not be told.',
  },
  {
    id: 'settings-elsewhere',
    meaning:
      'Options, variables or files of settings move what the install reads or writes to a place that can not be told.',
  },
  {
    id: 'code-manifest',
    meaning: 'The manifest is a program, and has lines of which it is not known what they read.',
  },
  {
    id: 'sources-scanned',
    meaning: 'The install looks through the sources: for classes of the autoloader, for imports.',
  },
  {
    id: 'version-control-read',
    meaning: 'The install asks version control for something, and .git comes with the sources.',
  },
  {
    id: 'packages-not-ignored',
    meaning:
      'The copy would cover what the install made, wherever the build context has the same folder; list it in .dockerignore.',
  },
];
