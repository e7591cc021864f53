import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { orders } from './orders.js';

const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist');
const app = express();

app.use('/api', orders);
app.use(express.static(dist));
app.get('*', (_request, response) => response.sendFile(join(dist, 'index.html')));
app.listen(Number(process.env.PORT ?? 3000));
