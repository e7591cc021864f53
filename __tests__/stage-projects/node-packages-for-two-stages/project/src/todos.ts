import { Router } from 'express';

const items: string[] = [];

export const todos = Router();
todos.get('/', (_request, response) => {
  response.json(items);
});
todos.post('/', (request, response) => {
  items.push(String(request.body.text));
  response.status(201).json(items);
});
