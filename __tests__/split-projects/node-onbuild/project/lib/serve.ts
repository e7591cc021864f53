import express, { type Router } from 'express';

export function serve(router: Router): void {
  express().use(router).listen(3000);
}
