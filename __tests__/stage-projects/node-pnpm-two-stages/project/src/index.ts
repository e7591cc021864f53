import Fastify from 'fastify';
import { request } from 'undici';

const app = Fastify({ logger: true });

app.get('/', async () => {
  const { body } = await request(process.env.FORECAST_URL ?? 'http://forecast:8080/');
  return body.json();
});

app.listen({ port: 8000, host: '0.0.0.0' });
