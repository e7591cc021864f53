import type { Reason } from '../../src/transform/transform.js';

/** Why `dockerignore` leaves files in the context, or is not sure. */
export const REASONS: readonly Reason[] = [
  { id: 'context-absent', meaning: 'The build context is not known; name it with --context.' },
  {
    id: 'context-too-large',
    meaning:
      'The copied folders have more than 250,000 files besides installed packages, more than are looked at; write the file by hand.',
  },
  {
    id: 'ignore-file-invalid',
    meaning: 'The builder refuses the .dockerignore that is there; mend the pattern first.',
  },
  {
    id: 'taken-back',
    meaning:
      'The .dockerignore takes these files back into the context with `!`, so somebody needs them.',
  },
  {
    id: 'copied-by-name',
    meaning: 'An instruction copies or mounts just what the pattern would keep out.',
  },
  {
    id: 'tracked-by-git',
    meaning: 'Git tracks what the pattern would keep out, so it belongs to the project.',
  },
  {
    id: 'version-from-git',
    meaning:
      'A command or a manifest of the build asks Git for a version, a commit or a list of files.',
  },
  {
    id: 'git-hooks-installed',
    meaning:
      'An install after the copy sets up Git hooks, which may fail without .git; copy the manifests and install before the rest.',
  },
  {
    id: 'git-data-read',
    meaning: 'The program may read version control data at run time; the fix is unsafe.',
  },
  {
    id: 'not-made-by-the-build',
    meaning:
      'A stage that copies the folder does not make it anew at the same place, so the image may need the copy.',
  },
  {
    id: 'not-ignored-by-git',
    meaning: 'No .gitignore says that the folder or file is made by a tool; it may be a source.',
  },
  {
    id: 'output-unsure',
    meaning: 'The build runs, but nothing shows that it makes this very folder; the fix is unsafe.',
  },
  {
    id: 'byte-code-without-source',
    meaning: "Python's byte code has no source beside it, so the program runs from it.",
  },
  {
    id: 'env-file-read',
    meaning: 'The build or the program may read the .env file; the fix is unsafe.',
  },
];
