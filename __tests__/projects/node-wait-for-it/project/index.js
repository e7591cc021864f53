const { Sequelize } = require('sequelize');
const express = require('express');

const sequelize = new Sequelize(process.env.DATABASE_URL);
const app = express();
app.get('/', async (req, res) => res.json(await sequelize.query('SELECT 1')));
app.listen(3000);
