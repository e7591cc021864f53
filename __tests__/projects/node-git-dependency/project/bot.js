const express = require('express');
const Mustache = require('mustache');

const app = express();
app.get('/', (req, res) => res.send(Mustache.render('{{name}} deployed', req.query)));
app.listen(3000);
