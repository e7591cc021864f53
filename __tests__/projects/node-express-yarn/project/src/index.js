require('dotenv').config();
const express = require('express');
const cors = require('cors');
const mongoose = require('mongoose');

const app = express();
app.use(cors(), express.json());
app.get('/links', async (req, res) => res.json(await mongoose.connection.collection('links').find().toArray()));

mongoose.connect(process.env.MONGO_URL).then(() => app.listen(3000));
