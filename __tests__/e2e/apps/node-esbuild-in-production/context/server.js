const { transformSync } = require('esbuild');
console.log(transformSync('const x: number = 1', { loader: 'ts' }).code.trim());
