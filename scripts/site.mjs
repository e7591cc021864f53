/**
 * Makes the playground from src/site: `site/index.html`, one page that needs nothing else and works from a disk and from any
 * web server, and the licences of the packages in it.
 */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { FOR_BOTH, licences, NO_BUFFER } from './bundling.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The files of all programs in the page. */
const inputs = new Set();

/** Bundles a program to a text. */
async function bundle(entry, options) {
  const { outputFiles, metafile } = await build({
    ...FOR_BOTH,
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    plugins: [NO_BUFFER],
    logLevel: 'warning',
    ...options,
  });
  for (const input of Object.keys(metafile.inputs)) inputs.add(input);
  return outputFiles[0].text;
}

// Names stay in the worker, because a stack trace is what a report of a bug has.
const BROWSER = { format: 'iife', target: 'es2022', charset: 'utf8', legalComments: 'none' };
const script = await bundle('src/site/main.ts', { ...BROWSER, minify: true });
const worker = await bundle('src/site/worker.ts', {
  ...BROWSER,
  minifySyntax: true,
  minifyWhitespace: true,
});
const page = await bundle('src/site/page/page.ts', { format: 'esm', target: 'node20.19' });
const { playgroundPage } = await import(
  `data:text/javascript;base64,${Buffer.from(page).toString('base64')}`
);

/** The files below a folder, by their paths in it. */
function textsIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({
      path: path.relative(folder, file).split(path.sep).join('/'),
      text: readFileSync(file, 'utf8'),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

// The folders that hold programs: others have recipes.
const examples = readdirSync(path.join(root, 'examples'))
  .filter((name) => existsSync(path.join(root, 'examples', name, 'before')))
  .sort()
  .map((name) => {
    const texts = textsIn(path.join(root, 'examples', name, 'before'));
    const dockerfile = texts.find((file) => file.path === 'Dockerfile').text;
    return { name, dockerfile, files: texts.filter((file) => file.path !== 'Dockerfile') };
  });

mkdirSync(path.join(root, 'site'), { recursive: true });
writeFileSync(
  path.join(root, 'site', 'index.html'),
  playgroundPage({
    script,
    // In a string of JavaScript that is the same, and to HTML it begins no comment.
    worker: worker.replaceAll('<!--', '<\\!--'),
    examples,
    digest: (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`,
  }),
);
writeFileSync(path.join(root, 'site', 'licenses.txt'), licences(root, [...inputs]));
