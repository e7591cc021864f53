const { PrismaClient } = require('@prisma/client');
const express = require('express');

const prisma = new PrismaClient();
const app = express();
app.get('/items', async (req, res) => res.json(await prisma.item.findMany()));
app.listen(3000);
