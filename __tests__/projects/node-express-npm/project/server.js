const express = require('express');
const morgan = require('morgan');

const app = express();
app.use(morgan('combined'));
app.get('/', (req, res) => res.send('hello'));
app.listen(8080, '0.0.0.0');
