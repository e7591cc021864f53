import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommonEngine } from '@angular/ssr';
import express from 'express';
import bootstrap from './src/main.server';

const folder = dirname(fileURLToPath(import.meta.url));
const browser = resolve(folder, '../browser');

const server = express();
const engine = new CommonEngine();
server.get('*.*', express.static(browser));
server.get('*', (request, response, next) => {
  engine
    .render({
      bootstrap,
      documentFilePath: resolve(folder, 'index.server.html'),
      url: request.originalUrl,
      publicPath: browser,
    })
    .then((html) => response.send(html))
    .catch(next);
});
server.listen(process.env['PORT'] || 4000);
