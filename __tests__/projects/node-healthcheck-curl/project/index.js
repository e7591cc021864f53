const express = require('express');
const { Pool } = require('pg');

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
app.get('/health', (req, res) => res.send('ok'));
app.get('/', async (req, res) => res.json((await pool.query('SELECT now()')).rows));
app.listen(3000);
