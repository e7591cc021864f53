const { execFileSync } = require('node:child_process');

process.stdout.write(execFileSync('python3', ['-c', 'print(6 * 7)'], { encoding: 'utf8' }));
