import { createServer } from 'node:http';
import ms from 'ms';

createServer((_request, response) => {
  response.end(`an hour has ${ms('1h')} ms\n`);
}).listen(Number(process.env.PORT ?? 3000));
