import { connect } from 'node:net';

/**
 * Calls back when docker, whose plugin this process is, goes away or wants it to end: it closes a socket then. Signals reach a
 * plugin of docker on a terminal alone.
 * @param address what docker gives in DOCKER_CLI_PLUGIN_SOCKET: a path, or `@` and a name of Linux's abstract namespace
 * @see https://github.com/docker/cli/blob/v28.2.2/cli-plugins/socket/socket.go
 */
export function onDockerGone(address: string, end: () => void): void {
  const socket = connect(address.startsWith('@') ? `\0${address.slice(1)}` : address);
  let isConnected = false;
  socket.on('connect', () => {
    isConnected = true;
  });
  // Without a connection there is nothing to wait for: docker ends by itself, as a docker without such a socket does.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    if (isConnected) end();
  });
  socket.resume();
  socket.unref();
}
