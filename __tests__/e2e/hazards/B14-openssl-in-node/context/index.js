const { execFileSync } = require('node:child_process');

console.log(execFileSync('openssl', ['version'], { encoding: 'utf8' }).slice(0, 11));
