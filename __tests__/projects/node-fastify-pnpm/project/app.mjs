import Fastify from 'fastify';
import cors from '@fastify/cors';

const app = Fastify({ logger: true });
await app.register(cors);
app.get('/rates', async () => ({ eur: 1, usd: 1.08 }));
await app.listen({ port: 3000, host: '0.0.0.0' });
