import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import process from 'node:process';
import { errorCode } from '../error-code.js';

/** Who made an image, a container or a folder: a process of a machine. */
export interface Owner {
  /** Names the machine and, where there are such, the process namespace in which `pid` is counted. */
  readonly machine: string;
  readonly pid: number;
  /** When the process began, in the system's own count; `0` where the system does not tell. */
  readonly start: string;
}

const RUN_ID = /^(\d+)-(\d+)-([0-9a-f]{12})-[0-9a-f]{12}$/;

/** A new name of a run of this process, unique to it, from which {@link readOwner} reads who runs. */
export function createRunId(): string {
  const { pid, start, machine } = thisProcess();
  return `${pid}-${start}-${machine}-${randomBytes(6).toString('hex')}`;
}

/** Reads the owner of a run off its name. @returns undefined where it is no name that {@link createRunId} makes */
export function readOwner(runId: string): Owner | undefined {
  const [, pid, start, machine] = RUN_ID.exec(runId) ?? [];
  if (pid === undefined || start === undefined || machine === undefined) return undefined;
  return { pid: Number(pid), start, machine };
}

/**
 * Whether a process of this machine has certainly ended: its number is free, or another process has it by now. One of
 * another machine is never known to have ended.
 */
export function hasEnded({ machine, pid, start }: Owner): boolean {
  if (machine !== thisProcess().machine) return false;
  if (!isTaken(pid)) return true;
  const now = processStart(pid);
  return now === 'ended' || (now !== undefined && start !== '0' && now !== start);
}

/**
 * When a process began, in clock ticks since the machine did.
 * @returns undefined where the system does not tell, `ended` for a zombie
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function processStart(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined;
  }
  // The second field is the program's name in parentheses, which may hold blanks and parentheses.
  const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return /^[ZXx]$/.test(state) ? 'ended' : fields[18];
}

function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}

function thisProcess(): Owner {
  let namespace = '';
  try {
    namespace = readlinkSync('/proc/self/ns/pid');
  } catch {
    // A system without such: one count of processes for the machine.
  }
  return {
    machine: createHash('sha256').update(`${hostname()}\n${namespace}`).digest('hex').slice(0, 12),
    pid: process.pid,
    start: processStart(process.pid) ?? '0',
  };
}
