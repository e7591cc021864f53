const path = require('path');
const express = require('express');
const compression = require('compression');
const items = require('./items');

const app = express();
app.use(compression());
app.use(express.static(path.join(__dirname, '..', 'public')));
app.get('/api/items', (req, res) => res.json(items));
app.get('/', (req, res) => res.send('<div id="app"></div><script src="app.js"></script>'));
app.listen(process.env.PORT || 8000);
