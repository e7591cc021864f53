const { readFileSync } = require('node:fs');
const { name } = JSON.parse(readFileSync('package.json', 'utf8'));
const view = readFileSync('views/greeting.txt', 'utf8');
console.log(view.trim().replace('NAME', 'Ada'), 'from', name);
