const http = require('node:http');
const microtime = require('microtime');
const titles = require('./lib/titles');

http
  .createServer((request, response) => {
    if (request.url === '/ping') return response.end('pong\n');
    const start = microtime.now();
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      response.setHeader('x-taken', String(microtime.now() - start));
      response.end(`${titles(body).join('\n')}\n`);
    });
  })
  .listen(process.env.PORT || 8080);
