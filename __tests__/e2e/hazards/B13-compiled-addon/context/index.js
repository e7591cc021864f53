const unix = require('unix-dgram');

console.log(typeof unix.createSocket('unix_dgram', () => {}).send);
process.exit(0);
