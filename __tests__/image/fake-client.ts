import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach } from '@jest/globals';
import { scratch } from '../workspace/scratch.js';
import type { BuildSettings, EngineName, Session } from '../../src/image/session.js';

/** Clients that are none: shell scripts that are alone on the path, and write down what they were called with. */
export interface FakeClients {
  /** Installs one. @param body its script, in which `$1` is the first word that it was called with */
  install(name: string, body: string): void;
  /** The words of every call of a client, in order. */
  calls(name: string): readonly (readonly string[])[];
  /** A session at one of them. */
  session(engine?: EngineName, options?: Partial<Session>): Session;
}

/** A fresh path without any client for each test of a file. */
export function useFakeClients(): FakeClients {
  const path = process.env['PATH'];
  let folder = '';
  beforeEach(() => {
    folder = scratch();
    process.env['PATH'] = folder;
  });
  afterEach(() => {
    process.env['PATH'] = path;
  });
  return {
    install: (name, body) => {
      const log = join(folder, `${name}.log`);
      const script = [
        '#!/bin/sh',
        `{ printf '%s\\037' "$@"; echo; } >>'${log}'`,
        `PATH='${path ?? ''}'`,
        body,
      ];
      writeFileSync(join(folder, name), `${script.join('\n')}\n`, { mode: 0o755 });
    },
    calls: (name) => {
      const log = join(folder, `${name}.log`);
      if (!existsSync(log)) return [];
      const lines = readFileSync(log, 'utf8').split('\u001f\n');
      return lines.slice(0, -1).map((line) => line.split('\u001f'));
    },
    session: (name = 'docker', options = {}) => ({
      engine: { name, version: '1', builder: undefined },
      id: '1-1-0123456789ab-0123456789ab',
      folder: scratch(),
      signal: new AbortController().signal,
      keep: false,
      ...options,
    }),
  };
}

/** Settings of a build that ask for nothing. */
export const PLAIN_BUILD: BuildSettings = {
  target: undefined,
  platform: undefined,
  buildArguments: [],
  buildContexts: [],
  secrets: [],
  ssh: [],
  network: undefined,
  addHosts: [],
  timeoutSeconds: 60,
};
