import bcrypt from 'bcrypt';
import express from 'express';

const app = express();
app.get('/', (_request, response) => {
  response.send(`hello from ${process.version.split('.')[0]}\n`);
});
app.get('/password', async (request, response) => {
  const hash = await bcrypt.hash('open sesame', 4);
  response.send(`${await bcrypt.compare(String(request.query.word), hash)}\n`);
});
app.listen(Number(process.env.PORT ?? 3000));
