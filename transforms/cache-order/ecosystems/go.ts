import { readGoMod } from '../../../src/context/go-project.js';
import { below, foldersAbove, present, refuse, type Ecosystem } from '../site.js';

/** `go mod download`: go.mod and go.sum are all that it reads. It is never added where the author has none. */
export const GO: Ecosystem = {
  name: 'go',
  kindOf({ name, arguments: given }) {
    if (name !== 'go') return undefined;
    const [first, second, ...rest] = given.map(({ value }) => value);
    if (first === 'mod' && second === 'download') {
      return rest.every((word) => word === '-x' || word === '-v') ? 'install' : undefined;
    }
    if (first === 'env' || first === 'version') return 'apart';
    const operands = [second, ...rest].filter((word) => word?.startsWith('-') === false);
    return first === 'install' &&
      operands.length > 0 &&
      operands.every((word) => word?.includes('@'))
      ? 'apart'
      : undefined;
  },
  closure(install) {
    const { context, folder, environment, place } = install;
    const text = context.read(below(folder, 'go.mod'));
    if (text === undefined) {
      return refuse('manifest-missing', 'there is no go.mod in the folder that is copied');
    }
    const moved = ['GOFLAGS', 'GOWORK', 'GOMODCACHE'].find((name) => environment.has(name));
    if (moved !== undefined) {
      return refuse('settings-elsewhere', `${moved} may change which files go reads and writes`);
    }
    const path = environment.get('GOPATH');
    if (environment.has('GOPATH') && (path === undefined || `${path}/`.startsWith(`${place}/`))) {
      return refuse(
        'settings-elsewhere',
        'GOPATH puts modules among the sources, or can not be told',
      );
    }
    const workspace = [folder, ...foldersAbove(install)].find(
      (one) => context.entry(below(one, 'go.work')) !== undefined,
    );
    if (workspace !== undefined) {
      return refuse('workspace-unclear', `${below(workspace, 'go.work')} names further modules`);
    }
    const { requirements, replacements } = readGoMod(text);
    const local = replacements.find(({ target }) => /^\.{0,2}\//.test(target));
    if (local !== undefined) {
      return refuse(
        'local-dependency',
        `go.mod replaces ${local.path} by the folder ${local.target}`,
      );
    }
    if (context.entry(below(folder, 'vendor'))?.kind === 'directory') {
      return refuse('vendored', 'the project has a folder vendor');
    }
    const sums = context.read(below(folder, 'go.sum'));
    const known = new Set((sums ?? '').split(/\r?\n/).map((line) => line.split(' h1:')[0]));
    // Before Go 1.18 the download noted missing sums in go.sum, which the later copy would undo.
    const missing = requirements.find(({ path, version }) => {
      const replaced = replacements.some((one) => one.path === path);
      return !replaced && !known.has(`${path} ${version}/go.mod`);
    });
    if (missing !== undefined) {
      return refuse(
        'lock-would-change',
        `go.sum has no line for ${missing.path} ${missing.version}; run go mod tidy`,
      );
    }
    return {
      kind: 'known',
      files: present(install, ['go.mod', 'go.sum']),
      folders: [],
      made: [],
      doubts: [],
    };
  },
};
