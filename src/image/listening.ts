import { readFileSync } from 'node:fs';
import { runClient } from './client.js';
import { execInContainer, type Container } from './containers.js';
import type { Session } from './session.js';

const SECONDS = 30;

/** Where Linux lists the TCP sockets of a network namespace. */
const TABLES = ['tcp', 'tcp6'] as const;

/** State of a socket that listens, as those tables give it. */
const LISTENS = '0A';

/**
 * The TCP ports on which something listens in the network of a container: asked in the container, else, where it has no
 * `cat`, of the kernel, where that is this machine's. In the network of the host these are the ports of the machine.
 * @returns undefined where it can't be seen
 */
export async function listeningPorts(
  session: Session,
  container: Pick<Container, 'name'>,
): Promise<ReadonlySet<number> | undefined> {
  const words = ['cat', ...TABLES.map((table) => `/proc/net/${table}`)];
  // A machine without IPv6 has the first alone, and `cat` says so.
  const { stdout } = await execInContainer(session, container, words, SECONDS);
  const tables = stdout.includes('local_address')
    ? stdout
    : await readTables(session, container.name);
  return tables === undefined ? undefined : readPorts(tables);
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_net.5.html */
function readPorts(tables: string): ReadonlySet<number> {
  const ports = new Set<number>();
  for (const line of tables.split('\n')) {
    const [, port, state] =
      /^ *\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{2}) /.exec(line) ?? [];
    if (port !== undefined && state === LISTENS) ports.add(Number.parseInt(port, 16));
  }
  return ports;
}

/** Reads the tables of a container's first process, if that is one of this machine's. */
async function readTables(session: Session, name: string): Promise<string | undefined> {
  const words = ['inspect', '--type=container', '--format={{.Id}} {{.State.Pid}}', name];
  const { stdout } = await runClient(session, words, { timeoutSeconds: SECONDS });
  const [, id = '', pid = '0'] = /^([0-9a-f]{64}) (\d+)/.exec(stdout) ?? [];
  try {
    // The engine may be far away, and the number be that of some process here.
    if (pid === '0' || !readFileSync(`/proc/${pid}/cgroup`, 'latin1').includes(id))
      return undefined;
    return TABLES.flatMap((table) => readTable(`/proc/${pid}/net/${table}`)).join('');
  } catch {
    return undefined;
  }
}

function readTable(path: string): readonly string[] {
  try {
    return [readFileSync(path, 'latin1')];
  } catch {
    return [];
  }
}
