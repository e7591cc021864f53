const crc = require('bindings')('crc');
console.log(Object.keys(crc));
