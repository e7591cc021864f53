const { writeFileSync } = require('node:fs');
writeFileSync('state.json', '{}');
writeFileSync('dist/state.json', '{}');
console.log('written');
