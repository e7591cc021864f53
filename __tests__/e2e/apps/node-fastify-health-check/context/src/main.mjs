import Fastify from 'fastify';

const server = Fastify();
server.get('/', async () => ({ service: 'orders' }));
server.get('/health', async () => 'ok');
await server.listen({ host: '0.0.0.0', port: Number(process.env.PORT ?? 8080) });
