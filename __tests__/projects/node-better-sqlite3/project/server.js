const Database = require('better-sqlite3');
const express = require('express');

const db = new Database('data/notes.db');
db.exec('CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, text TEXT)');

const app = express();
app.get('/notes', (req, res) => res.json(db.prepare('SELECT * FROM notes').all()));
app.listen(3000);
