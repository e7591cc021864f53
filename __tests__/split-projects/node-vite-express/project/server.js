import path from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';

const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), 'dist');

const app = express();
app.use(express.static(dist));
app.get('*', (request, response) => response.sendFile(path.join(dist, 'index.html')));
app.listen(8080);
