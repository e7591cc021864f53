/** How a server of files answers a path that is no file. */
export interface FileServer {
  readonly name: string;
  /** As written: of the working directory where it is not absolute. */
  readonly folder: string;
  readonly port: number;
  /** No port is written, so that it listens at the one of a variable PORT where there is one. */
  readonly heedsPort: boolean;
  /** The paths that it tries, in nginx's words (https://nginx.org/en/docs/http/ngx_http_core_module.html#try_files). */
  readonly tries: string;
  /** It compresses what is text. */
  readonly compresses: boolean;
  /** The value of Cache-Control that it sends. */
  readonly caching: string | undefined;
  /** How nginx differs from it, beside what it does from all; a clause. */
  readonly difference: string;
}

/** What a command of Node is, as far as serving files goes; undefined where it is another program. */
export type Served =
  | { readonly kind: 'server'; readonly server: FileServer }
  /** It compiles what it is asked for, and watches the sources. */
  | { readonly kind: 'development'; readonly name: string }
  /** A server of files with an option, a folder or a port that can't be taken over; a clause. */
  | { readonly kind: 'unsure'; readonly why: string };

/** Commands that start a development server (https://vite.dev/guide/cli, create-react-app.dev, angular.dev/cli, nextjs.org/docs). */
const DEVELOPMENT: readonly RegExp[] = [
  /^vite(?: (?:dev|serve))?(?: -.*)?$/,
  /^(?:react-scripts|react-app-rewired|craco) start\b/,
  /^ng (?:serve|s|dev)\b/,
  /^(?:next|nuxt|nuxi|astro|gatsby|remix|vinxi) (?:dev|develop)\b/,
  /^vue-cli-service serve\b/,
  /^webpack (?:serve|server|s)\b/,
  /^webpack-dev-server\b/,
  /^parcel(?: serve)?(?: (?!build\b|watch\b).*)?$/,
];

/** Reads the program and the words of a command. The answers of the servers were recorded on 2026-11-30 (serve 14.2, http-server 14.1, vite 5.4). */
export function servedBy(name: string, words: readonly string[]): Served | undefined {
  const line = [name, ...words].join(' ');
  if (DEVELOPMENT.some((pattern) => pattern.test(line))) {
    return {
      kind: 'development',
      name: `${name}${words[0]?.startsWith('-') === false ? ` ${words[0]}` : ''}`,
    };
  }
  if (name === 'serve') return readServe(words);
  if (name === 'http-server') return readHttpServer(words);
  return name === 'vite' && words[0] === 'preview' ? readVitePreview(words.slice(1)) : undefined;
}

/** `serve`, with `--single` answers every path that is no file with the page of the root. */
function readServe(words: readonly string[]): Served {
  const read = readOptions(words, {
    flags: [
      '-s',
      '--single',
      '-n',
      '--no-clipboard',
      '-L',
      '--no-request-logging',
      '-u',
      '--no-compression',
      '--no-port-switching',
    ],
    valued: ['-l', '--listen', '-p', '--port'],
  });
  if ('kind' in read) return read;
  const isSingle = read.has('-s', '--single');
  return served('serve', read, {
    port: read.value('-l', '--listen', '-p', '--port') ?? '3000',
    heedsPort: !read.has('-l', '--listen', '-p', '--port'),
    tries: isSingle ? '$uri /index.html' : '$uri $uri.html $uri/index.html =404',
    compresses: !read.has('-u', '--no-compression'),
    difference: isSingle
      ? 'a path that ends in .html is answered and not led to the one without'
      : 'a path that ends in .html is answered and not led to the one without, folders are not listed, and the page of status 404 is nginx’s',
  });
}

function readHttpServer(words: readonly string[]): Served {
  const joinedCache = words.map((word) =>
    word.replace(/^-c(?=-?\d)/, '--cache=').replace(/^-p(?=\d)/, '--port='),
  );
  const read = readOptions(joinedCache, {
    flags: ['-s', '--silent', '-d', '--dir'],
    valued: ['-p', '--port', '-a', '-c', '--cache'],
  });
  if ('kind' in read) return read;
  const seconds = read.value('-c', '--cache') ?? '3600';
  return served('http-server', read, {
    port: read.value('-p', '--port') ?? '8080',
    heedsPort: !read.has('-p', '--port'),
    tries: '$uri $uri/ $uri.html =404',
    compresses: false,
    caching: seconds === '-1' ? 'no-cache, no-store, must-revalidate' : `max-age=${seconds}`,
    difference: 'folders are not listed, and the page of status 404 is nginx’s',
  });
}

function readVitePreview(words: readonly string[]): Served {
  const isOpen = words.some((word, index) => {
    const value = word === '--host' ? (words[index + 1] ?? '-') : /^--host=(.*)$/.exec(word)?.[1];
    return value !== undefined && /^(?:-.*|0\.0\.0\.0|true)$/.test(value);
  });
  if (!isOpen) {
    return {
      kind: 'unsure',
      why: 'vite preview without --host answers nobody outside of the container',
    };
  }
  const read = readOptions(
    words
      .map((word) => (word === '--host' ? '--open-to-all' : word))
      .filter((word) => word !== '0.0.0.0'),
    {
      flags: ['--strictPort', '--open-to-all'],
      valued: ['--port', '--outDir', '--host'],
    },
  );
  if ('kind' in read) return read;
  return served('vite preview', read, {
    folder: read.value('--outDir') ?? 'dist',
    port: read.value('--port') ?? '4173',
    heedsPort: false,
    tries: '$uri $uri.html ${uri}index.html /index.html',
    compresses: true,
    difference:
      'a path that is no page is answered with the page of the root whatever was asked for',
  });
}

/** What of the options is not read alike: the folder is an operand where none is given. */
function served(
  name: string,
  read: Options,
  facts: Omit<FileServer, 'name' | 'folder' | 'port' | 'caching'> & {
    readonly folder?: string;
    readonly port: string;
    readonly caching?: string;
  },
): Served {
  const folder = facts.folder ?? read.operands[0];
  if (
    folder === undefined ||
    read.operands.length > (facts.folder === undefined ? 1 : 0) ||
    /^\.?\/?$/.test(folder)
  ) {
    return {
      kind: 'unsure',
      why: `${name} serves the folder of the program, with all that is in it`,
    };
  }
  const port = /^(?:tcp:\/\/(?:0\.0\.0\.0)?:)?(\d{1,5})$/.exec(facts.port)?.[1];
  if (port === undefined || folder.includes('$')) {
    return { kind: 'unsure', why: `${name} is told its port or folder when the image starts` };
  }
  return {
    kind: 'server',
    server: { caching: undefined, ...facts, name, folder, port: Number(port) },
  };
}

interface Options {
  readonly operands: readonly string[];
  readonly has: (...names: readonly string[]) => boolean;
  readonly value: (...names: readonly string[]) => string | undefined;
}

function readOptions(
  words: readonly string[],
  known: { readonly flags: readonly string[]; readonly valued: readonly string[] },
): Options | Served {
  const operands: string[] = [];
  const given = new Map<string, string>();
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [, name = word, value] = /^(--?[\w-]+)=(.*)$/.exec(word) ?? [];
    if (!word.startsWith('-')) operands.push(word);
    else if (known.flags.includes(word)) given.set(word, '');
    else if (known.valued.includes(name)) {
      given.set(name, value ?? words[index + 1] ?? '');
      if (value === undefined) index += 1;
    } else {
      return { kind: 'unsure', why: `what its option ${word} asks for is not taken over` };
    }
  }
  return {
    operands,
    has: (...names) => names.some((name) => given.has(name)),
    value: (...names) => names.map((name) => given.get(name)).find((value) => value !== undefined),
  };
}
