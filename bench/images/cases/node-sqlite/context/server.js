const express = require('express');
const Database = require('better-sqlite3');

const database = new Database(process.env.DATABASE || ':memory:');
database.exec('CREATE TABLE IF NOT EXISTS hits (page TEXT PRIMARY KEY, count INTEGER)');
const hit = database.prepare(
  'INSERT INTO hits VALUES (?, 1) ON CONFLICT (page) DO UPDATE SET count = count + 1 RETURNING count',
);

const app = express();
app.get('/hit/:page', (req, res) => res.json(hit.get(req.params.page)));
app.listen(process.env.PORT || 3000);
