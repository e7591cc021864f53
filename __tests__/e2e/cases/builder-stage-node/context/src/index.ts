import { createServer } from 'node:http';

const greeting: string = process.env['GREETING'] ?? 'hello';
createServer((_request, response) => {
  response.end(`${greeting}\n`);
}).listen(Number(process.env['PORT']));
