/** Prints how large the package is that `npm pack` makes of dist/ as it was built, and what a page loads of the core. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }),
);
const { outputFiles } = await build({
  entryPoints: [path.join(root, 'dist', 'core.js')],
  bundle: true,
  minify: true,
  write: false,
  platform: 'browser',
  format: 'esm',
  logLevel: 'silent',
});
const [{ contents }] = outputFiles;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
console.log(
  `package: ${kilobytes(packed.size)} to download, ${kilobytes(packed.unpackedSize)} in ${packed.entryCount} files`,
);
console.log(
  `core in a browser: ${kilobytes(contents.length)}, ${kilobytes(gzipSync(contents).length)} compressed by gzip`,
);
