const { userInfo } = require('node:os');
const { uid, gid, homedir } = userInfo();

console.log(uid, gid, homedir);
