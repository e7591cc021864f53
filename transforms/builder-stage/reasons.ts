import type { Reason } from '../../src/transform/transform.js';

/** Every reason for which builder-stage refuses, or for which its fix is no more than `unsafe`. */
export const REASONS: readonly Reason[] = [
  {
    id: 'nothing-built',
    nothingToGain: true,
    meaning:
      'Nothing is compiled or bundled in the file, so that a builder stage would leave nothing behind.',
  },
  {
    id: 'nothing-won',
    nothingToGain: true,
    meaning:
      'A split would leave nothing behind, or no more than the slim base of slim-base does with a smaller edit.',
  },
  { id: 'context-absent', meaning: 'No build context is known; name it with --context.' },
  {
    id: 'no-command',
    meaning: 'The file has neither CMD nor ENTRYPOINT, so that it is not known what runs.',
  },
  {
    id: 'no-app-folder',
    meaning: 'The program is built in a folder of the base image; set a WORKDIR of its own.',
  },
  {
    id: 'manifest-unknown',
    meaning:
      'package.json, go.mod, the requirements, pom.xml, build.gradle or the project file can not be found or read in the context.',
  },
  {
    id: 'sources-unknown',
    meaning:
      'The sources are not in the build context, or are fetched or unpacked while the image is built, so that what the program needs can not be seen.',
  },
  {
    id: 'loads-libraries',
    meaning:
      'The program loads libraries by their names when it runs, and which these are can not be told.',
  },
  {
    id: 'newer-libraries',
    meaning:
      'The compiler of the image is newer than the libraries of its release of Debian, which the final stage would have.',
  },
  {
    id: 'run-unreadable',
    meaning: 'A RUN can not be read: a heredoc, another language, a syntax error.',
  },
  {
    id: 'run-unclassified',
    meaning: 'It is not known what a command of a RUN changes; move it to the right stage by hand.',
  },
  { id: 'mixed-run', meaning: 'One RUN builds and sets up the image that runs; make two of it.' },
  { id: 'packages-unknown', meaning: 'Packages are named by variables.' },
  {
    id: 'copies-from-image',
    meaning: 'Files are taken from another image, and which stage needs them can not be told.',
  },
  {
    id: 'copy-unreadable',
    meaning:
      'What a COPY or ADD brings, or where to, can not be told: a URL, a heredoc, a variable.',
  },
  {
    id: 'onbuild',
    meaning:
      'ONBUILD makes the image a base for others, which may need what the builder would keep.',
  },
  { id: 'outside-folder', meaning: 'The build leaves files outside of the folder that is copied.' },
  {
    id: 'volume-in-folder',
    meaning: 'VOLUME names the folder that would be copied, or one in it.',
  },
  {
    id: 'mixed-owners',
    meaning: 'The files to copy belong to several users; one COPY can give them to one alone.',
  },
  {
    id: 'command-unknown',
    meaning: 'A command that runs in the image is not known to be in the final base.',
  },
  {
    id: 'program-needed',
    meaning: 'The sources run a program that is not known to be in the final base.',
  },
  {
    id: 'program-unknown',
    meaning: 'The sources run programs whose names are computed: look at them, then use --unsafe.',
  },
  {
    id: 'native-package',
    meaning:
      'A package has native code, and which libraries it needs is not known: try the image, then use --unsafe.',
  },
  {
    id: 'library-unknown',
    meaning:
      'A development package is installed, and which package has its shared library is not known.',
  },
  {
    id: 'target-unproven',
    meaning:
      'The program is built for another target (musl), of which no build was made: try the image, then use --unsafe.',
  },
  {
    id: 'alpine-unproven',
    meaning: 'Splits of Alpine images were not proven by a build.',
  },
  {
    id: 'archive-ended',
    meaning:
      'The final stage needs packages of a suite whose archive has ended, moved or is not known.',
  },
  {
    id: 'suite-unknown',
    meaning: 'The release of the distribution is not known, so that the same one can not be named.',
  },
  {
    id: 'output-unknown',
    meaning:
      'Where the built program is can not be told; name it in CMD or ENTRYPOINT, and give “go build -o” an absolute path.',
  },
  {
    id: 'runs-compiler',
    meaning: 'The image compiles when it starts or while it runs, and needs the whole toolchain.',
  },
  {
    id: 'time-zones',
    meaning:
      'The program, or a module of it, may look up time zones, which the final image has not; import time/tzdata.',
  },
  {
    id: 'other-installer',
    meaning:
      'Python packages are installed into an environment whose place is not known, or an installer that is not followed runs in the image.',
  },
  {
    id: 'installer-unproven',
    meaning:
      'A split of an install by uv, Poetry, or Pipenv without --system, or with the Python of another system than Debian 12, was not proven by a build: try the image, then use --unsafe.',
  },
  {
    id: 'rails-unproven',
    meaning:
      'A split of a Ruby program that compiles its assets was not proven by a build: try the image, then use --unsafe.',
  },
  {
    id: 'extensions-unproven',
    meaning:
      'A split that copies compiled extensions of PHP was not proven by a build: try the image, then use --unsafe.',
  },
  { id: 'pip-user', meaning: 'pip installs as a user other than root.' },
  { id: 'pip-layout', meaning: 'pip installs to a place of its own (--user, --target, --prefix).' },
  {
    id: 'editable-install',
    meaning:
      'A package is installed so that it links to the sources (-e), and these, or what that leaves beside them, are not in the final stage.',
  },
  {
    id: 'fixed-path',
    meaning:
      'The file names the place of installed packages or of the old base, installs into more than one environment, or sets PATH anew.',
  },
  {
    id: 'own-interpreter',
    meaning:
      'uv may take a Python of its own, which lies in the home folder and not in the environment that is copied.',
  },
  {
    id: 'no-virtual-environments',
    meaning: 'Python 2 has no module that makes virtual environments.',
  },
  {
    id: 'java-unproven',
    meaning:
      'A split of this image of Java was not proven by a build with the published images: try the image, then use --unsafe.',
  },
  {
    id: 'java-library',
    meaning:
      'A Java program uses classes of others, and what those ask of the image is in class files: try the image, then use --unsafe.',
  },
  {
    id: 'dead-image',
    meaning: 'The image gets no updates any more, and its successor is another system.',
  },
  {
    id: 'runtime-unknown',
    meaning: 'Which image or package has the runtime without the tools that build can not be told.',
  },
  {
    id: 'jar-incomplete',
    meaning: 'A jar may name others beside it, in a folder of the system.',
  },
  {
    id: 'server-archive',
    meaning: 'A war is run by a server of Java programs; which image has that is not known.',
  },
  {
    id: 'user-of-builder',
    meaning: 'The image runs as a user that the base with the runtime does not have.',
  },
  {
    id: 'dotnet-unproven',
    meaning:
      'A split of .NET was not proven by a build, and its images go by rule: try the image, then use --unsafe.',
  },
  {
    id: 'framework-differs',
    meaning: 'A .NET program is built for another release than the one of the image.',
  },
  {
    id: 'stage-by-number',
    meaning:
      'The repository builds the stage by its number, which a new stage before it would change.',
  },
  {
    id: 'base-unknown',
    meaning:
      'The file compiles in an image that is no official one, or whose name is a variable: what that holds is not known, so that no smaller base can be named.',
  },
  {
    id: 'system-unknown',
    meaning: 'The file compiles in an image of a distribution for which no split is known.',
  },
  {
    id: 'language-unknown',
    meaning:
      'The file compiles, or installs a compiler, for a language of which no split is known.',
  },
  {
    id: 'used-elsewhere',
    meaning:
      'Another stage, or an image that the repository builds, uses what would be left out of this one; do it in a stage of its own.',
  },
];
