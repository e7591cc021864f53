import { readdirSync } from 'node:fs';

const semver: { inc(version: string, part: string): string | null } = require('semver');
console.log(semver.inc('1.2.3', 'minor'), readdirSync('node_modules').sort().join(' '));
