const bcrypt = require('bcrypt');

console.log(bcrypt.compareSync('secret', bcrypt.hashSync('secret', 4)));
