const argon2 = require('argon2');
argon2
  .hash('secret')
  .then((hash) => argon2.verify(hash, 'secret'))
  .then((same) => console.log(same));
