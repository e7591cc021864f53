import express from 'express';
import { gross } from './gross';

const app = express();
app.get('/:net', (request, response) => {
  response.json({ gross: gross(Number(request.params.net)) });
});
app.listen(3000);
