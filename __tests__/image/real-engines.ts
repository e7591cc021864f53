import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import type { EngineName } from '../../src/image/session.js';
import { connectEngine, PREFIX, provideBases, REQUIRE_ALL, run } from '../e2e/engine.js';

/** The image from which these tests build. */
export const BASE = 'debian:12-slim';

/** How podman or buildah takes an image out of an archive. */
const LOAD: Readonly<Record<Exclude<EngineName, 'docker'>, (file: string) => readonly string[]>> = {
  podman: (file) => ['load', `--input=${file}`],
  buildah: (file) => ['pull', `docker-archive:${file}`],
};

/**
 * Declares tests of real engines, each of which has {@link BASE}. Podman and buildah keep their images in a folder of
 * their own, so that nothing of the machine is touched. An engine that is not there is skipped, which is said, or fails
 * when `DOCKOPT_REQUIRE_ALL=1`.
 */
export async function describeEngines(
  names: readonly EngineName[],
  title: string,
  declare: (name: EngineName) => void,
): Promise<void> {
  const docker = await connectEngine();
  for (const name of names) {
    const absent =
      docker.kind === 'absent'
        ? docker.why
        : (await run(name, ['--version'])).status === 0
          ? undefined
          : `${name} is not installed`;
    if (docker.kind === 'ready' && absent === undefined) {
      describe(`${title} (${name})`, () => {
        Object.assign(process.env, docker.engine.environment);
        beforeAll(() => provideBases(docker.engine, [BASE]));
        if (name !== 'docker') useOwnStorage(name);
        declare(name);
      });
    } else if (REQUIRE_ALL) {
      test(`${title}: ${name} is there`, () => {
        throw new Error(absent);
      });
    } else {
      describe.skip(`${title} (${name}; skipped: ${absent})`, () => {
        declare(name);
      });
    }
  }
}

function useOwnStorage(name: Exclude<EngineName, 'docker'>): void {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), PREFIX));
    Object.assign(process.env, await makeStorage(name, folder), { BUILDAH_ISOLATION: 'chroot' });
    const archive = join(folder, 'base.tar');
    await command('docker', ['save', `--output=${archive}`, BASE]);
    await command(name, LOAD[name](archive));
  });
  afterAll(async () => {
    for (const variable of ['CONTAINERS_STORAGE_CONF', 'STORAGE_DRIVER', 'BUILDAH_ISOLATION']) {
      Reflect.deleteProperty(process.env, variable);
    }
    // A build that was ended leaves what it had mounted, and the storage mounts its own folder on itself.
    await run('umount', ['--recursive', join(folder, 'overlay/images/overlay')]);
    await rm(folder, { recursive: true, force: true });
  });
}

/**
 * Makes a storage in a folder. Layers are laid over each other where the system can do so there; where it can't, which is
 * so in most containers, each layer is a copy of all below, which takes minutes.
 * @returns the variables that lead podman and buildah to it
 */
async function makeStorage(
  name: EngineName,
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const failures: string[] = [];
  for (const driver of ['overlay', 'vfs']) {
    const settings = join(folder, `${driver}.conf`);
    const root = join(folder, driver);
    await writeFile(
      settings,
      `[storage]\ndriver = "${driver}"\ngraphroot = "${root}/images"\nrunroot = "${root}/run"\n`,
    );
    const environment = { CONTAINERS_STORAGE_CONF: settings, STORAGE_DRIVER: driver };
    const answer = await run(name, ['info'], { environment });
    if (answer.status === 0) return environment;
    failures.push(answer.stderr);
  }
  throw new Error(failures.join('\n'));
}

/** Runs a program that must succeed. */
export async function command(program: string, words: readonly string[]): Promise<string> {
  const result = await run(program, words, { environment: process.env, milliseconds: 300_000 });
  if (result.status === 0) return result.stdout;
  throw new Error(`${program} ${words.join(' ')}: ${result.stderr.slice(-2000)}`);
}
