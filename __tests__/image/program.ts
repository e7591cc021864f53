import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import process, { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import { RUN_LABEL } from '../../src/image/names.js';
import { readOwner } from '../../src/image/owner.js';
import { ENVIRONMENT, PROGRAM } from '../cli/command.js';
import { scratch } from '../workspace/scratch.js';
import { command } from './real-engines.js';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** How the program ended. */
export interface Ended {
  readonly pid: number;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What it left in its folder for temporary files. */
  readonly left: readonly string[];
}

/** Runs dockopt to its end; with `signal`, sends that when the engine builds. */
export function runProgram(
  words: readonly string[],
  signal?: 'SIGINT' | 'SIGTERM',
): Promise<Ended> {
  const folder = scratch();
  const { DOCKER_HOST, DOCKER_CONFIG, PATH, CONTAINERS_STORAGE_CONF, STORAGE_DRIVER } = process.env;
  const { BUILDAH_ISOLATION } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(execPath, [PROGRAM, ...words], {
      cwd: PROJECT,
      env: {
        ...ENVIRONMENT,
        ...{ DOCKER_HOST, DOCKER_CONFIG, PATH, CONTAINERS_STORAGE_CONF, STORAGE_DRIVER },
        ...{ BUILDAH_ISOLATION, TMPDIR: folder },
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      const left = readdirSync(folder);
      resolve({ pid: child.pid ?? 0, exitCode, stdout, stderr, left });
    });
    if (signal === undefined) return;
    // The folder of the build is there before the client starts; then its RUN has a while to begin.
    const timer = setInterval(() => {
      const runs = readdirSync(folder).flatMap((run) => readdirSync(join(folder, run)));
      if (!runs.some((name) => name.startsWith('build-'))) return;
      clearInterval(timer);
      setTimeout(() => child.kill(signal), 2000);
    }, 50);
    child.on('close', () => {
      clearInterval(timer);
    });
  });
}

/** The images that a process labelled and that are there still. */
async function labelled(engine: string, pid: number): Promise<readonly string[]> {
  const format = `--format={{ index .Config.Labels "${RUN_LABEL}" }}`;
  const list = engine === 'buildah' ? ['images', '--quiet'] : ['image', 'ls', '--quiet', '--all'];
  const ids = (await command(engine, [...list, `--filter=label=${RUN_LABEL}`])).split(/\s+/);
  const names: string[] = [];
  for (const id of new Set(ids.filter((each) => each !== ''))) {
    const words =
      engine === 'buildah'
        ? [
            'inspect',
            '--type=image',
            `--format={{ index .OCIv1.Config.Labels "${RUN_LABEL}" }}`,
            id,
          ]
        : ['image', 'inspect', format, id];
    // Another run may remove it meanwhile.
    const run = await command(engine, words).catch(() => '');
    if (readOwner(run.trim())?.pid === pid) names.push(id);
  }
  return names;
}

/** The containers that a process labelled and that are there still. */
async function containers(engine: string, pid: number): Promise<readonly string[]> {
  if (engine === 'buildah') return [];
  const words = [
    'ps',
    '--all',
    `--filter=label=${RUN_LABEL}`,
    `--format={{ .Label "${RUN_LABEL}" }}`,
  ];
  if (engine === 'podman') words[3] = `--format={{ index .Labels "${RUN_LABEL}" }}`;
  const labels = (await command(engine, words)).split('\n');
  return labels.filter((label) => readOwner(label.trim())?.pid === pid);
}

/** Expects that a run that has ended left neither images nor containers nor files. */
export async function leavesNothing(engine: string, { pid, left }: Ended): Promise<void> {
  const images = await labelled(engine, pid);
  expect({ left, images, containers: await containers(engine, pid) }).toEqual({
    left: [],
    images: [],
    containers: [],
  });
}
