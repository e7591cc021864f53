import { minute } from '@shop/lib';
import express from 'express';

const app = express();
app.get('/', (_request, response) => {
  response.send(`a minute has ${minute} ms\n`);
});
app.listen(Number(process.env.PORT ?? 3000));
