const { readFileSync } = require('node:fs');

console.log(readFileSync('.git/HEAD', 'utf8').trim().replace('ref: ', ''));
