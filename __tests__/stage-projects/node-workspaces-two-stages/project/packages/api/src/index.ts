import express from 'express';
import { titleOf } from '@tickets/shared';

const app = express();
app.get('/', (_request, response) => {
  response.json([titleOf({ id: 1, title: 'It works' })]);
});
app.listen(3000);
