/**
 * Makes dist/ from the sources:
 *
 * - `cli.js`, the command line, `index.js` and `core.js`, the library, with the chunks that they share. What only some runs
 *   need is in chunks of its own, which are loaded when they are needed.
 * - `types/`, the declarations of the library, as far as its own name one another.
 * - `licenses.txt`, the licences of the packages that are bundled.
 *
 * It prints nothing on standard output, which belongs to `npm pack`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { FOR_BOTH, licences, NO_BUFFER } from './bundling.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
const builtins = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

const OPTIONS = {
  absWorkingDir: root,
  outdir: dist,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'node20.19',
  ...FOR_BOTH,
  external: [...builtins],
  alias: Object.fromEntries(
    ['string-width', 'strip-ansi', 'wrap-ansi'].map((name) => [
      name,
      path.join(root, 'scripts', 'plain-text', `${name}.mjs`),
    ]),
  ),
  plugins: [
    NO_BUFFER,
    { name: 'node-packages', setup: resolveNodePackages },
    { name: 'required-builtins', setup: importRequiredBuiltins },
  ],
  // Names stay, because a stack trace is what a report of a bug has.
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
  logLevel: 'warning',
};

// Apart, because what they share would be in chunks, and each file that is loaded costs a millisecond or two of start-up.
const program = await build({ ...OPTIONS, entryPoints: { cli: 'src/cli/main.ts' } });
const library = await build({
  ...OPTIONS,
  entryPoints: { index: 'src/index.ts', core: 'src/core.ts' },
});
const outputs = { ...program.metafile.outputs, ...library.metafile.outputs };

for (const entry of ['dist/core.js', 'dist/index.js']) {
  const used = builtinsOf(entry);
  if (used.length > 0) {
    throw new Error(
      `${entry} must run in a browser, but imports Node built-ins: ${used.join(', ')}`,
    );
  }
}
removeStaleChunks();
writeFileSync(
  path.join(dist, 'licenses.txt'),
  licences(root, Object.keys(program.metafile.inputs)),
);
writeDeclarations();

/** The packages of the language server have a build for Node alone, which `platform: neutral` does not ask for. */
function resolveNodePackages(bundler) {
  bundler.onResolve(
    { filter: /^vscode-(?:jsonrpc|languageserver|languageserver-protocol)\/node$/ },
    ({ path: name }) => ({
      path: path.join(root, 'node_modules', path.dirname(name), 'lib', 'node', 'main.js'),
    }),
  );
}

/** A module has no `require`: what a CommonJS package asks for of Node is imported in its place. */
function importRequiredBuiltins(bundler) {
  bundler.onResolve({ filter: /.*/ }, ({ kind, path: name }) =>
    kind === 'require-call' && builtins.has(name)
      ? { path: name, namespace: 'required-builtin', sideEffects: false }
      : undefined,
  );
  bundler.onLoad({ filter: /.*/, namespace: 'required-builtin' }, ({ path: name }) => ({
    contents: `export * from '${name}'; export { default } from '${name}';`,
  }));
}

/** The Node built-ins that an output file imports, itself or through its chunks. */
function builtinsOf(entry) {
  const seen = new Set();
  const found = new Set();
  const visit = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const used of outputs[file].imports) {
      if (!used.external) visit(used.path);
      else if (builtins.has(used.path)) found.add(used.path);
    }
  };
  visit(entry);
  return [...found].sort();
}

/** Removes the chunks of earlier builds. Afterwards and not before, so that a program that runs meanwhile finds its files. */
function removeStaleChunks() {
  const chunks = path.join(dist, 'chunks');
  const kept = new Set(Object.keys(outputs).map((output) => path.basename(output)));
  for (const name of readdirSync(chunks)) {
    if (!kept.has(name)) rmSync(path.join(chunks, name));
  }
}

function writeDeclarations() {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  rmSync(path.join(dist, 'types'), { recursive: true, force: true });
  // What the compiler finds wrong belongs on standard error here.
  execFileSync(process.execPath, [compiler, '-p', path.join(root, 'tsconfig.build.json')], {
    stdio: ['ignore', 2, 2],
  });
  const types = path.join(dist, 'types');
  const entries = ['index', 'core'].map((name) => path.join(types, 'src', `${name}.d.ts`));
  const named = new Set(entries);
  for (const file of named) {
    if (!existsSync(file)) throw new Error(`the compiler did not write ${file}`);
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/['"](\.{1,2}\/[^'"]+)\.js['"]/g)) {
      named.add(path.resolve(path.dirname(file), `${name}.d.ts`));
    }
  }
  // The compiler declares all sources that the library is made of, tables among them.
  for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !named.has(file)) rmSync(file);
  }
}
