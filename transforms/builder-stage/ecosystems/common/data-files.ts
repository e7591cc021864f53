import type { BuildContext } from '../../../../src/context/build-context.js';
import { localCopies } from '../../../../src/context/copied-files.js';
import { expandSource } from '../../../../src/context/copy-source.js';
import { isWithin } from '../../folders.js';
import type { Site } from '../../site.js';

/** Files about a repository, by their names: they say something to people, and to the services that keep and build it. */
const ABOUT =
  /^(?:\.dockerignore|\.editorconfig|\.git(?:attributes|ignore|modules)|\.gitlab-ci\.yml|\.travis\.yml|(?:.+\.)?Dockerfile(?:\..+)?|(?:docker-)?compose[\w.-]*\.ya?ml|(?:AUTHORS|CHANGELOG|CODE_OF_CONDUCT|CONTRIBUTING|COPYING|LICEN[CS]E|NOTICE|README|SECURITY)(?:[.-][\w.-]*)?)$/;
const FOLDERS_ABOUT = /^\.(?:circleci|git|github|idea|vscode)$/;
/** What is kept out of a repository because a build or an editor makes it. */
const MADE: ReadonlySet<string> = new Set(
  (
    '.DS_Store .cache .deps .idea .libs .vs .vscode *~ Cargo.lock CMakeCache.txt CMakeFiles Makefile Makefile.in Thumbs.db ' +
    'aclocal.m4 autom4te.cache bin build builddir compile_commands.json config.h config.log config.status configure coverage ' +
    'debug dist go.work go.work.sum node_modules obj out release target tmp vendor'
  ).split(' '),
);
const MADE_BY_NAME =
  /^\*\.(?:a|bak|d|dll|dylib|exe|gcda|gcno|gch|la|lib|lo|log|o|obj|orig|out|pdb|rej|rlib|rs\.bk|so|so\.\*|sw[op]|test|tmp)$/;
const FILE_LIMIT = 5000;

/**
 * Whether the context brings something into a folder that a program could read when it runs, by a path that no source tells: a file
 * that is neither a source of the build nor about the repository; or one that is kept out of the repository and may be put there
 * where it is deployed.
 * @param isSource whether a path of the context is read by the build alone
 */
export function bringsData(
  site: Site,
  folder: string,
  isSource: (path: string) => boolean,
): boolean {
  const { context } = site;
  const hasData = dataIn(context, isSource);
  const ignored = context.read('.gitignore')?.split(/\r?\n/) ?? [];
  return (
    ignored.some(isKeptOut) ||
    localCopies(site.stage, site.states)
      .filter(
        ({ destination }) =>
          destination === undefined ||
          isWithin(destination, folder) ||
          isWithin(folder, destination),
      )
      .flatMap(({ sources }) => sources.flatMap((source) => expandSource(context, source)))
      .some(hasData)
  );
}

/**
 * Whether there is a file at or below a path of the context that is neither a source of the build nor about the repository; one
 * function counts the files of all paths that it is asked about, and after {@link FILE_LIMIT} says that there is.
 */
export function dataIn(
  context: BuildContext,
  isSource: (path: string) => boolean,
): (path: string) => boolean {
  let seen = 0;
  const hasData = (path: string): boolean => {
    const name = path.replace(/^.*\//, '');
    if (context.entry(path)?.kind === 'directory') {
      return context
        .list(path)
        .filter(({ name: inner }) => !FOLDERS_ABOUT.test(inner))
        .some(({ name: inner }) => hasData(path === '' ? inner : `${path}/${inner}`));
    }
    seen += 1;
    return seen > FILE_LIMIT || !(ABOUT.test(name) || isSource(path));
  };
  return hasData;
}

/** Whether a line of a `.gitignore` may keep data out of the repository. */
function isKeptOut(line: string): boolean {
  const pattern = line
    .trim()
    .replace(/^(?:\*\*)?\//, '')
    .replace(/(?:\/\*{0,2})$/, '');
  return !/^(?:#|!|$)/.test(pattern) && !MADE.has(pattern) && !MADE_BY_NAME.test(pattern);
}
