import express from 'express';

const app = express();
app.get('/', (_request, response) => {
  response.send(`hello from ${process.version.split('.')[0]}\n`);
});
app.listen(Number(process.env.PORT ?? 3000));
