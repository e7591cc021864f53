const Database = require('better-sqlite3');
const database = new Database(':memory:');
console.log(database.prepare('SELECT 6 * 7 AS answer').get().answer);
