const Database = require('better-sqlite3');
const express = require('express');

const db = new Database(process.env.DB || '/tmp/guestbook.db');
db.exec('CREATE TABLE IF NOT EXISTS entries (text TEXT)');

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.json(db.prepare('SELECT text FROM entries').all()));
app.post('/', (req, res) => {
  db.prepare('INSERT INTO entries VALUES (?)').run(String(req.body.text));
  res.sendStatus(201);
});
app.listen(3000);
