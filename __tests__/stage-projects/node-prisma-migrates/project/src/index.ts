import { PrismaClient } from '@prisma/client';
import express from 'express';

const prisma = new PrismaClient();
const app = express();
app.get('/notes', async (_request, response) => {
  response.json(await prisma.note.findMany());
});
app.listen(3000);
