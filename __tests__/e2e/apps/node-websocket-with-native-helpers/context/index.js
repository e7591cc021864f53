const { WebSocket, WebSocketServer } = require('ws');
require('bufferutil').mask(Buffer.from('a'), Buffer.from('abcd'), Buffer.alloc(1), 0, 1);
const server = new WebSocketServer({ port: 0 }, () => {
  const client = new WebSocket(`ws://127.0.0.1:${server.address().port}`);
  client.on('open', () => client.send('ping'));
  client.on('message', (data) => {
    console.log(String(data));
    process.exit();
  });
});
server.on('connection', (socket) => socket.on('message', (data) => socket.send(`${data} pong`)));
