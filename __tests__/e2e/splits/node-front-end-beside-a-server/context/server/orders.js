import { Router } from 'express';

export const orders = Router();
orders.get('/orders', (_request, response) => response.send('two orders\n'));
