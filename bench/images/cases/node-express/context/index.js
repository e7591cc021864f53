const express = require('express');
const bodyParser = require('body-parser');
const cors = require('cors');
const morgan = require('morgan');
const todos = require('./todos');

const app = express();
app.use(cors());
app.use(morgan('tiny'));
app.use(bodyParser.json());

app.get('/todos', (req, res) => res.json(todos.all()));
app.post('/todos', (req, res) => res.status(201).json(todos.add(req.body.title)));

const port = process.env.PORT || 3000;
app.listen(port, () => console.log(`listening on ${port}`));
