import { lookUpTag } from '../../../src/knowledge/image-tags.js';
import type { FileServer } from './servers.js';

/** The stable release of nginx, whose second number is even (https://nginx.org/en/download.html, 2026-11-30), on Alpine: it has a shell for RUN, and curl. */
const STABLE = '1.30-alpine';

/** The image that serves files; undefined where the table of published tags does not have it as one that is still made. */
export function nginxImage(): string | undefined {
  return lookUpTag('nginx', STABLE)?.state === 'current' ? `nginx:${STABLE}` : undefined;
}

/** Where that image serves files from, and where its configuration is. */
export const SERVED_FOLDER = '/usr/share/nginx/html';
const CONFIGURATION = '/etc/nginx/conf.d/default.conf';
/** What is compressed beside HTML. */
const TEXTS =
  'application/javascript application/json application/manifest+json image/svg+xml text/css text/javascript text/plain';

/** The RUN that writes nginx's configuration, in lines; it keeps the port, and what the server did with paths that are no files. */
export function configurationRun(
  server: FileServer,
  {
    escape,
    lineEnding,
    run,
  }: { readonly escape: string; readonly lineEnding: string; readonly run: string },
): string {
  const lines = [
    'server {',
    `    listen ${server.port};`,
    `    root ${SERVED_FOLDER};`,
    '    charset utf-8;',
    // The port that people see may be another.
    '    absolute_redirect off;',
    ...(server.compresses ? ['    gzip on;', `    gzip_types ${TEXTS};`] : []),
    ...(server.caching === undefined ? [] : [`    add_header Cache-Control "${server.caching}";`]),
    '    location / {',
    `        try_files ${server.tries};`,
    '    }',
    '}',
  ];
  const words = lines.map((line) => `    '${line}' ${escape}${lineEnding}`).join('');
  return `${run} printf '%s\\n' ${escape}${lineEnding}${words}    > ${CONFIGURATION}`;
}
