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
    id: 'modules-by-name',
    meaning:
      'jdeps reads the modules that classes name; what a program asks for by name alone while it runs, it does not see. Try all that the program does, then take it with --unsafe.',
  },
  {
    id: 'java-start-unknown',
    meaning:
      'Which jar Java starts can’t be told. Name it in CMD or ENTRYPOINT, without variables.',
  },
  {
    id: 'java-options',
    meaning:
      'Java is started with an agent, a recorder or modules of its own, whose needs jdeps does not see.',
  },
  {
    id: 'needs-java-tools',
    meaning: 'A tool of Java runs in the image (keytool, jcmd), which a runtime of jlink lacks.',
  },
  {
    id: 'nested-jars',
    meaning:
      'The jar has jars in it (Spring Boot, Quarkus), into which jdeps does not look. Unpack it in the builder, and let jdeps read what is in it.',
  },
  {
    id: 'libraries-elsewhere',
    meaning: 'The program uses libraries, and the files do not show where its jar has them.',
  },
  {
    id: 'needs-more-of-java',
    meaning:
      'The program draws, compiles, loads a library of machine code, or asks for a class of the JDK by its name.',
  },
  {
    id: 'builder-of-another-platform',
    meaning:
      'The builder runs on another platform than the image, and jlink makes a runtime for its own.',
  },
  { id: 'builder-is-no-root', meaning: 'The builder changes its user, who can’t write to /opt.' },
  { id: 'java-folder-named', meaning: 'The final stage names the folder of Java, which moves.' },
  {
    id: 'certificates-come-with-java',
    meaning:
      'Java brings the certificates that another program of the final stage uses. Install ca-certificates by name.',
  },
  {
    id: 'needs-the-old-base',
    meaning:
      'The final stage uses a program or a language that the image with the JRE has, and its own base may lack.',
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
