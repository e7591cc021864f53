const { execFileSync } = require('node:child_process');
process.stdout.write(execFileSync('git', ['log', '--format=%s'], { encoding: 'utf8' }));
