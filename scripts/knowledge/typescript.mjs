/** Lets scripts use modules of the program, which are TypeScript. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './inputs.mjs';

/** Imports what a line of TypeScript exports; its paths are those seen from the project's folder. */
export async function importTypeScript(source) {
  const place = mkdtempSync(path.join(tmpdir(), 'dockopt-script-'));
  try {
    const outfile = path.join(place, 'module.mjs');
    await build({
      stdin: { contents: source, resolveDir: root, loader: 'ts' },
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile,
      logLevel: 'error',
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
