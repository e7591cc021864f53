import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { errorCode } from '../error-code.js';

/** How often it is looked whether docker is still there, in milliseconds. */
const INTERVAL = 500;

/**
 * Calls back when docker, whose plugin this process is, wants it to end: it closes a socket then. Signals reach a plugin of
 * docker on a terminal alone.
 * @param address what docker gives in DOCKER_CLI_PLUGIN_SOCKET: a path, or `@` and a name of Linux's abstract namespace
 * @see https://github.com/docker/cli/blob/v28.2.2/cli-plugins/socket/socket.go
 */
export function onDockerGone(address: string, end: () => void): void {
  if (address.startsWith('@')) watchAbstract(address, end);
  else watchPath(address, end);
}

/** Node 20 reaches no socket of the abstract namespace, but the kernel lists those that somebody listens on. */
function watchAbstract(address: string, end: () => void): void {
  if (!isListedSocket(address)) return;
  const timer = setInterval(() => {
    if (isListedSocket(address)) return;
    clearInterval(timer);
    end();
  }, INTERVAL);
  timer.unref();
}

function isListedSocket(address: string): boolean {
  try {
    return readFileSync('/proc/net/unix', 'latin1').includes(` ${address}\n`);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}

function watchPath(path: string, end: () => void): void {
  const socket = connect(path);
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
