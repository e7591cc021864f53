import type {
  HiddenVersion,
  ImageComparison,
  ImageSummary,
  LayerSummary,
  PathAspect,
  PathChange,
  PathList,
  WastedPath,
} from '../../../src/comparison/image-comparison.js';
import type { FileEntry } from '../../../src/comparison/image-contents.js';
import type { ComparisonReport } from '../../../src/report/comparison/comparison-report.js';

const file = (bytes: number): FileEntry => ({
  kind: 'file',
  bytes,
  mode: 0o644,
  owner: 0,
  group: 0,
  digest: 'ab'.repeat(32),
});

const link: FileEntry = {
  kind: 'symlink',
  bytes: 0,
  mode: 0o777,
  owner: 0,
  group: 0,
  target: 'vim',
};

type Change = readonly [path: string, before: number | undefined, after: number | undefined];

function paths(changes: readonly Change[], side: 'before' | 'after'): PathList {
  const list = changes.map(([path, before, after]): PathChange => {
    const aspects: readonly PathAspect[] =
      before === undefined || after === undefined ? [] : ['content'];
    return {
      path,
      before: before === undefined ? undefined : file(before),
      after: after === undefined ? undefined : file(after),
      aspects,
    };
  });
  return { bytes: list.reduce((sum, each) => sum + (each[side]?.bytes ?? 0), 0), paths: list };
}

function wasted(path: string, bytes: number, version: Omit<HiddenVersion, 'bytes'>): WastedPath {
  return { path, bytes, versions: [{ bytes, ...version }] };
}

function image(
  name: string,
  fileBytes: number,
  files: number,
  hidden: readonly WastedPath[],
): ImageSummary {
  const waste = hidden.reduce((sum, { bytes }) => sum + bytes, 0);
  const bytes = fileBytes + waste;
  return {
    name,
    platform: 'linux/amd64',
    bytes,
    compressedBytes: Math.round(bytes * 0.39),
    fileBytes,
    files,
    waste: { bytes: waste, paths: hidden, layers: waste === 0 ? [] : [{ layer: 2, bytes: waste }] },
  };
}

function layer(index: number, digit: string, bytes: number, createdBy: string): LayerSummary {
  const diffId = `sha256:${digit.repeat(64)}`;
  return { index, diffId, bytes, compressedBytes: Math.round(bytes * 0.39), createdBy };
}

const LOST: readonly Change[] = [
  ['/usr/bin/vim', 3_784_120, undefined],
  ['/usr/include/c++/12/bits/stl_algo.h', 214_332, undefined],
  ['/usr/lib/git-core/git', 3_901_208, undefined],
  ['/usr/lib/git-core/git-remote-http', 2_480_112, undefined],
  ['/usr/lib/x86_64-linux-gnu/libperl.so.5.36.0', 3_972_096, undefined],
  ['/usr/lib/x86_64-linux-gnu/perl/5.36.0/Encode/KR/KR.so', 2_310_104, undefined],
  ['/usr/share/doc/git/RelNotes.txt', 1_900_340, undefined],
  ['/usr/share/doc/perl/copyright', 88_012, undefined],
  ['/usr/share/locale/de/LC_MESSAGES/git.mo', 611_830, undefined],
  ['/usr/share/locale/fr/LC_MESSAGES/git.mo', 640_121, undefined],
  ['/usr/share/man/man1/git.1.gz', 24_100, undefined],
  ['/var/cache/apt/pkgcache.bin', 41_003_900, undefined],
  ['/var/cache/apt/srcpkgcache.bin', 40_890_112, undefined],
  ['/root/.cache/pip/http/0/a', 12_204_553, undefined],
];
const GAINED: readonly Change[] = [['/etc/apt/apt.conf.d/docker-no-languages', undefined, 214]];
const CHANGED: readonly Change[] = [['/var/lib/dpkg/status', 412_338, 188_201]];
const LISTS = wasted(
  '/var/lib/apt/lists/deb.debian.org_debian_dists_bookworm_main_binary-amd64_Packages.lz4',
  18_740_112,
  {
    storedBy: 1,
    hiddenBy: 2,
    how: 'deleted',
  },
);

const lost = paths(LOST, 'before');
const kept = 74_029_023;

const before = image('shop/api:1.4', kept + lost.bytes + 224_137, 9214, [LISTS]);
const after = image('shop/api:1.4-slim', kept + 214, 4120, []);
/** Two images of which the second one lost much. */
const comparison: ImageComparison = {
  before,
  after,
  layers: [
    {
      before: layer(0, '1', 75_904_113, "# debian.sh --arch 'amd64' out/ 'bookworm' '@1732492800'"),
      after: layer(
        0,
        '2',
        after.bytes - 204 - 10,
        "# debian.sh --arch 'amd64' out/ 'bookworm' '@1732492800'",
      ),
      shared: false,
    },
    {
      before: layer(
        1,
        '3',
        before.bytes - 75_904_113 - 10 - 12_204_553,
        'RUN apt-get update && apt-get install -y git vim perl',
      ),
      after: layer(
        1,
        '4',
        204,
        'RUN apt-get update     && apt-get install -y --no-install-recommends perl     && rm -rf /var/lib/apt/lists/*',
      ),
      shared: false,
    },
    {
      before: layer(2, '5', 0, 'RUN rm -rf /var/lib/apt/lists/*'),
      after: undefined,
      shared: false,
    },
    {
      before: layer(3, '6', 10, 'COPY . /app'),
      after: layer(2, '6', 10, 'COPY . /app'),
      shared: true,
    },
    { before: layer(4, '7', 12_204_553, ''), after: undefined, shared: false },
  ],
  largest: [
    { path: '/var/cache/apt', folder: true, before: 81_894_012, after: 0, files: 2 },
    { path: '/root/.cache', folder: true, before: 12_204_553, after: 0, files: 1 },
    { path: '/usr/lib/git-core', folder: true, before: 6_381_320, after: 0, files: 2 },
    { path: '/usr/bin/vim', folder: false, before: 3_784_120, after: 0, files: 1 },
    { path: '/etc/apt', folder: true, before: 0, after: 214, files: 1 },
  ],
  packages: [
    {
      manager: 'dpkg',
      name: 'git',
      before: { versions: ['1:2.39.5-0+deb12u2'], bytes: 47_122_004 },
      after: undefined,
    },
    {
      manager: 'dpkg',
      name: 'vim',
      before: { versions: ['2:9.0.1378-2+deb12u2'], bytes: 3_784_120 },
      after: undefined,
    },
    {
      manager: 'npm',
      name: '@babel/core',
      before: { versions: ['7.24.0', '7.25.2'], bytes: 1_200_113 },
      after: { versions: ['7.25.2'], bytes: 600_002 },
    },
    {
      manager: 'pip',
      name: 'flask',
      before: undefined,
      after: { versions: ['3.0.3'], bytes: 320_114 },
    },
    {
      manager: 'dpkg',
      name: 'perl-base',
      before: { versions: ['5.36.0-7+deb12u1'], bytes: 7_900_000 },
      after: { versions: ['5.36.0-7+deb12u2'], bytes: 7_900_100 },
    },
  ],
  paths: {
    lost: {
      bytes: lost.bytes,
      paths: [...lost.paths, { path: '/usr/bin/vi', before: link, after: undefined, aspects: [] }],
    },
    gained: paths(GAINED, 'after'),
    changed: paths(CHANGED, 'after'),
  },
  configuration: [
    { setting: 'ENV', name: 'LANG', before: 'C.UTF-8', after: undefined },
    { setting: 'CMD', name: '', before: '["bash"]', after: '["sh"]' },
  ],
};

/** Two images of an engine. */
export const IMAGES: ComparisonReport = {
  comparison,
  rewrite: undefined,
  engine: 'docker 28.5.2',
  date: '2026-11-25',
};

const BEFORE = `FROM debian:12

# Tool box for the on-call people
LABEL maintainer="oncall@example.com"

ENV DEBIAN_FRONTEND=noninteractive
ENV LANG=C.UTF-8

# refresh the package lists
RUN apt-get update

RUN apt-get install -y curl jq
RUN apt-get install -y \\
    vim-tiny \\
    less

WORKDIR /srv
COPY . .
USER nobody
CMD ["bash"]
`;
const AFTER = `FROM debian:12-slim

# Tool box for the on-call people
LABEL maintainer="oncall@example.com"

ENV DEBIAN_FRONTEND=noninteractive
ENV LANG=C.UTF-8

# refresh the package lists
RUN apt-get update \\
    && apt-get install -y --no-install-recommends curl jq \\
    && apt-get install -y --no-install-recommends \\
        vim-tiny \\
        less \\
    && rm -rf /var/lib/apt/lists/*

WORKDIR /srv
COPY . .
USER nobody
CMD ["bash"]
`;

const at = (
  line: number,
): {
  readonly start: { line: number; column: number };
  readonly end: { line: number; column: number };
} => ({
  start: { line, column: 1 },
  end: { line, column: 9 },
});

/** A Dockerfile that was built as it is and as rewritten. */
export const REWRITE: ComparisonReport = {
  comparison: {
    ...comparison,
    before: { ...before, name: 'app/Dockerfile as it is' },
    after: { ...after, name: 'app/Dockerfile as rewritten' },
  },
  rewrite: {
    files: [
      {
        kind: 'planned',
        path: 'app/Dockerfile',
        isNew: false,
        before: BEFORE,
        after: AFTER,
        findings: [
          {
            transform: 'slim-base',
            message:
              'Takes debian:12-slim in place of debian:12: the same packages, without documentation and locales that nothing here reads.',
            applicability: 'safe',
            status: 'applied',
            reason: undefined,
            nothingToGain: false,
            range: at(1),
          },
          {
            transform: 'merge-runs',
            message:
              'Merges 3 RUNs, so that the package lists are removed in the layer that made them.',
            applicability: 'safe',
            status: 'applied',
            reason: undefined,
            nothingToGain: false,
            range: at(10),
          },
          {
            transform: 'slim-base',
            message: 'Would take another base.',
            applicability: undefined,
            status: 'skipped',
            reason: 'unknown',
            nothingToGain: false,
            range: at(1),
          },
        ],
        note: undefined,
      },
      {
        kind: 'planned',
        path: 'app/.dockerignore',
        isNew: true,
        before: '',
        after: '.git\nnode_modules\n',
        findings: [
          {
            transform: 'dockerignore',
            message: 'Keeps .git and node_modules out of the build context.',
            applicability: 'safe',
            status: 'applied',
            reason: undefined,
            nothingToGain: false,
            range: at(1),
          },
        ],
        note: undefined,
      },
    ],
    secondsBefore: 74.26,
    secondsAfter: 41.9,
    cold: false,
  },
  engine: 'docker 28.5.2',
  date: '2026-11-25',
};

/** Names that mean something in HTML, in Markdown or to a terminal. */
export const NASTY = {
  html: '</code></script><script>alert(1)</script><img src=x onerror=alert(1)>&amp;"\'',
  markdown:
    '| `a` **b** _c_ [d](http://e) <b>f</b> \\| ~~g~~ www.h.example @i #1 ![j](k) <!-- --> `` $l$',
  terminal: '\u001b[31mred\u0007\u202egnp.exe\n日本語 👩‍💻 e\u0301 \u0000',
} as const;

const nasty = Object.values(NASTY);
const some = (name: string): ImageSummary =>
  image(
    name,
    1000,
    3,
    nasty.map((text, index) =>
      wasted(`/tmp/${text}`, 100 + index, { storedBy: 0, hiddenBy: 1, how: 'overwritten' }),
    ),
  );

/** A report in which every text that comes from an image, a file or a user is hostile. */
export const HOSTILE: ComparisonReport = {
  comparison: {
    before: { ...some(nasty.join(' ')), platform: NASTY.html },
    after: { ...some(NASTY.html), platform: NASTY.markdown },
    layers: nasty.map((text, index) => ({
      before: layer(index, String(index), 100, text),
      after: layer(index, 'f', 200, text),
      shared: false,
    })),
    largest: nasty.map((text) => ({
      path: `/opt/${text}`,
      folder: true,
      before: 1000,
      after: 1,
      files: 1,
    })),
    packages: nasty.map((text) => ({
      manager: 'npm',
      name: text,
      before: { versions: [text], bytes: 3 },
      after: { versions: [text, '2'], bytes: 2 },
    })),
    paths: {
      lost: paths(
        nasty.flatMap((text): readonly Change[] => [
          [`/usr/bin/${text.replaceAll('/', '\\')}`, 5000, undefined],
          [`/${text}`, 4000, undefined],
        ]),
        'before',
      ),
      gained: paths(
        nasty.map((text): Change => [`/srv/${text}`, undefined, 3]),
        'after',
      ),
      changed: paths(
        nasty.map((text): Change => [`/etc/${text}`, 4, 3]),
        'after',
      ),
    },
    configuration: nasty.map((text) => ({
      setting: 'ENV',
      name: text,
      before: text,
      after: undefined,
    })),
  },
  rewrite: {
    files: nasty.map((text) => ({
      kind: 'planned',
      path: `app/${text}`,
      isNew: false,
      before: `FROM a\n# ${text}\n`,
      after: `FROM b\n\`\`\`\n# ${text}\n</textarea></style>`,
      findings: [
        {
          transform: 'slim-base',
          message: `Takes ${text}.`,
          applicability: 'unsafe',
          status: 'applied',
          reason: 'a-reason',
          nothingToGain: false,
          range: at(1),
        },
      ],
      note: undefined,
    })),
    secondsBefore: 0,
    secondsAfter: 3661,
    cold: true,
  },
  engine: NASTY.markdown,
  date: '2026-11-25',
};

/** An image and itself: nothing to show. */
export const SAME: ComparisonReport = {
  comparison: {
    before: after,
    after,
    layers: comparison.layers.flatMap((row) =>
      row.after === undefined ? [] : [{ before: row.after, after: row.after, shared: true }],
    ),
    largest: [],
    packages: [],
    paths: { lost: paths([], 'before'), gained: paths([], 'after'), changed: paths([], 'after') },
    configuration: [],
  },
  rewrite: {
    files: [
      {
        kind: 'planned',
        path: 'Dockerfile',
        isNew: false,
        before: AFTER,
        after: AFTER,
        findings: [],
        note: undefined,
      },
    ],
    secondsBefore: 3.2,
    secondsAfter: undefined,
    cold: false,
  },
  engine: undefined,
  date: '2026-11-25',
};
