const express = require('express');
const app = express();
app.use(express.json());
app.get('/', (request, response) => response.send('hello\n'));
app.post('/sum', (request, response) =>
  response.json(request.body.reduce((sum, each) => sum + each, 0)),
);
app.listen(process.env.PORT);
