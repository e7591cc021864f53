const pty = require('node-pty');
const { WebSocketServer } = require('ws');

new WebSocketServer({ port: 3000 }).on('connection', (socket) => {
  const shell = pty.spawn('bash', [], { cols: 80, rows: 24 });
  shell.onData((data) => socket.send(data));
  socket.on('message', (data) => shell.write(data.toString()));
});
