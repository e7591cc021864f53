import type { Reason } from '../../src/transform/transform.js';

/** Why `minimal-base` refuses, or is not sure. */
export const REASONS: readonly Reason[] = [
  {
    id: 'no-shell',
    meaning:
      'The image has no shell and no package manager afterwards. Who opens a shell in the running container, and which probe or script outside of the repository needs one, can’t be seen; ask them, then take it with --unsafe.',
  },
  {
    id: 'shell-form',
    meaning: 'CMD or ENTRYPOINT is given to a shell. Write it as a JSON array of its words.',
  },
  {
    id: 'runs-commands',
    meaning:
      'The final stage runs commands, for which its base has to have a shell. Let the builder make what they make, and copy it.',
  },
  {
    id: 'installs-packages',
    meaning: 'The final stage installs packages that the smaller base does not have.',
  },
  {
    id: 'own-certificates',
    meaning:
      'Certificates of one’s own are added to those of the system by a program with a shell. Do it in the builder.',
  },
  {
    id: 'health-check',
    meaning:
      'HEALTHCHECK needs a shell or a program that would not be there. Give the program an option by which it asks itself.',
  },
  {
    id: 'user-by-name',
    meaning:
      'A user is named whom only the old base knows, or a RUN has made. Name it by its number.',
  },
  {
    id: 'runs-programs',
    meaning: 'The program starts other programs, which would not be there.',
  },
  {
    id: 'reads-system-files',
    meaning:
      'The program reads a file that may come from the base. Copy it into the image by name.',
  },
  {
    id: 'command-unknown',
    meaning:
      'A compose file, a manifest or CI runs something in the image that is none of its programs, or can’t be read.',
  },
  {
    id: 'another-server',
    meaning:
      'nginx serves the files of a build in the place of a server of Node, which has headers, redirects and answers of its own. Try the pages, then take it with --unsafe.',
  },
  {
    id: 'development-server',
    meaning:
      'The image runs a development server, which compiles what it is asked for and is no server of files. Build the files, and serve these.',
  },
  {
    id: 'server-settings',
    meaning:
      'The server of files has options or settings that nginx would not follow, or is told its port and folder when the image starts.',
  },
];
