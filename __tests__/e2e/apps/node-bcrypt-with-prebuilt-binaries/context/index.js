const bcrypt = require('bcrypt');
const hash = bcrypt.hashSync('secret', 4);
console.log(bcrypt.compareSync('secret', hash), bcrypt.compareSync('wrong', hash));
