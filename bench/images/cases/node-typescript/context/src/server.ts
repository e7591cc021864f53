import Fastify from 'fastify';
import { z } from 'zod';
import { convert } from './rates';

const query = z.object({ amount: z.coerce.number(), from: z.string(), to: z.string() });
const app = Fastify();

app.get('/convert', (request, reply) => {
  const parsed = query.safeParse(request.query);
  if (!parsed.success) return reply.code(400).send({ error: 'bad query' });
  const { amount, from, to } = parsed.data;
  const result = convert(amount, from, to);
  return result === undefined
    ? reply.code(404).send({ error: 'no such currency' })
    : reply.send({ amount: result, currency: to });
});

void app.listen({ host: '0.0.0.0', port: Number(process.env.PORT ?? 3000) });
