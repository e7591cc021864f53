import { createServer } from 'node:http';
import bcrypt from 'bcrypt';
import jwt from 'jsonwebtoken';

const hash = process.env.PASSWORD_HASH ?? '';

createServer(async (request, response) => {
  if (request.url === '/health') return response.end('ok');
  const known = await bcrypt.compare(request.headers.authorization ?? '', hash);
  response.statusCode = known ? 200 : 401;
  response.end(known ? jwt.sign({}, process.env.SECRET ?? '') : '');
}).listen(8080);
