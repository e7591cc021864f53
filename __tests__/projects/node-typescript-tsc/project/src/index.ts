import { Server } from 'socket.io';
import { z } from 'zod';

const message = z.object({ text: z.string() });
const io = new Server(8080);
io.on('connection', (socket) => {
  socket.on('message', (data) => io.emit('message', message.parse(data)));
});
