import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packTar } from 'modern-tar';
import type { ImageContents } from '../../src/comparison/image-contents.js';
import { wastedBytes } from '../../src/comparison/waste.js';
import { readImage } from '../../src/image/read-image.js';
import { dockerFiles, piped } from '../image/saved-image.js';
import { scratch } from '../workspace/scratch.js';

/**
 * Each layer is what a script makes in an empty folder: files as they are, and `.wh.` files for what goes. What the layers
 * make is found out by a shell and GNU tar, which unpack one over the other.
 */
const STACKS: readonly (readonly [string, readonly string[]])[] = [
  [
    'files overwritten, deleted and made again',
    [
      'mkdir -p a/b c; echo one >a/b/x; echo two >a/y; echo three >c/z; chmod 4711 a/y',
      'mkdir a; echo longer than before >a/y; touch .wh.c a/.wh.b',
      'mkdir -p a/b; echo again >a/b/x; chmod 700 a',
    ],
  ],
  [
    'an opaque folder',
    [
      'mkdir -p a/deep/er; echo one >a/x; echo two >a/deep/y; echo three >a/deep/er/z',
      'mkdir -p a/deep; touch a/deep/.wh..wh..opq; echo new >a/deep/new',
    ],
  ],
  [
    'hard links of which names go',
    [
      'echo shared content >a; ln a b; ln a c; echo single >d',
      'touch .wh.a; echo other >e',
      'echo own now >b; touch .wh.d',
      'touch .wh.c',
    ],
  ],
  [
    'a hard link whose other name has another content now',
    ['echo shared content >a; ln a b', 'echo new >a'],
  ],
  [
    'hard links that are overwritten in the layer where all are copied up',
    ['echo shared content >a; ln a b', 'echo new content of both >a; ln a b', 'touch .wh.a'],
  ],
  [
    'files, links and folders in each other’s place',
    [
      'mkdir -p a/b; echo one >a/b/x; echo two >f; ln -s a l; ln -s nowhere m',
      'echo file >a; mkdir f; echo inside >f/y; mkdir l; echo inside >l/z; echo file >m',
      'ln -s f a; touch .wh.f; ln -s /l n',
    ],
  ],
];

/** Unpacks the layer of a folder over another: first goes what it deletes, and the folders that it has other things for. */
const UNPACK = `set -e
find "$1" -mindepth 1 ! -type d -printf '%P\\n' | while IFS= read -r path; do
  folder=$2/$(dirname "$path") name=$(basename "$path")
  case $name in
    .wh..wh..opq) find "$folder" -mindepth 1 -delete ;;
    .wh.*) rm -r "$folder/\${name#.wh.}" ;;
    *) if [ -d "$folder/$name" ] && [ ! -L "$folder/$name" ]; then rm -r "$folder/$name"; fi ;;
  esac
done
tar --extract --same-permissions --exclude='.wh.*' --file="$3" --directory="$2"
`;

/** Each path of a folder as `find` tells it, and the bytes that its contents have together. */
function found(root: string): { readonly paths: readonly string[]; readonly bytes: number } {
  const format = '/%P\t%y\t%m\t%l\t%s\t%i\n';
  const text = execFileSync('find', [root, '-mindepth', '1', '-printf', format], {
    encoding: 'utf8',
  });
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  const contents = new Map(
    rows.flatMap(([, kind, , , bytes, inode = '']): [string, number][] =>
      kind === 'f' ? [[inode, Number(bytes)]] : [],
    ),
  );
  return {
    paths: rows.map((row) => row.slice(0, 4).join(' ')).sort(),
    bytes: [...contents.values()].reduce((sum, bytes) => sum + bytes, 0),
  };
}

const LETTERS = { file: 'f', directory: 'd', symlink: 'l', other: 'p' } as const;

/** The paths of an image, written as those of {@link found}. */
function pathsOf({ files }: ImageContents): readonly string[] {
  return [...files]
    .map(([path, { kind, mode, target = '' }]) =>
      [path, LETTERS[kind], mode.toString(8), target].join(' '),
    )
    .sort();
}

describe('what layers make, as a shell and GNU tar unpack them', () => {
  test.each(STACKS)('%s', async (_, scripts) => {
    const unpacked = scratch();
    const archives = scripts.map((script) => {
      const folder = scratch();
      const file = join(scratch(), 'layer.tar');
      execFileSync('sh', ['-ec', `umask 022; ${script}`], { cwd: folder });
      execFileSync('sh', [
        '-c',
        'cd "$1" && find . -mindepth 1 -printf "%P\\n" | sort | tar --create --no-recursion --files-from=- --file="$2"',
        'sh',
        folder,
        file,
      ]);
      execFileSync('sh', ['-c', UNPACK, 'sh', folder, unpacked, file]);
      return readFileSync(file);
    });
    const entries = dockerFiles({
      layers: archives.map((archive) => ({ archive, blob: archive })),
    });
    const image = await readImage(piped(await packTar(entries)), { name: 'app' });
    const real = found(unpacked);
    expect(pathsOf(image)).toEqual(real.paths);
    const visible = [...image.files.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    expect(visible).toBe(real.bytes);
    const stored = image.layers.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(wastedBytes(image.layers).bytes).toBe(stored - real.bytes);
  });
});
