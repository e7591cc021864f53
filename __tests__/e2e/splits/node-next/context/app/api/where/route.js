import { access } from 'node:fs/promises';

export const dynamic = 'force-dynamic';

/** Says where the server runs and whether it can write what it fetches. */
export async function GET() {
  await access('.next/cache', 2).catch(() => access('.next', 2));
  return new Response(`${process.cwd()}\n`);
}
