#!/usr/bin/env node
import module from 'node:module';

// Node 22 and later can keep compiled code, so that the next start is faster.
module.enableCompileCache?.();
const { main } = await import('../dist/cli.js');
await main();
