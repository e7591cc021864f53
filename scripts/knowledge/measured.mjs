/**
 * What was measured on the container engine, in bytes: `fetch` writes it to `measured.json`.
 *
 * - `images`: how large the engine says that images are, of which only `debian` and `buildpack-deps` are evidence;
 * - `lists`: what `apt-get update` leaves in /var/lib/apt/lists, for each suite by the apt and the settings of debian:bookworm, with
 *   the sources of main, updates and security that image has.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { SUITES, folder, readInput } from './inputs.mjs';

const IMAGES = ['debian:bookworm', 'debian:bookworm-slim', 'buildpack-deps:bookworm'];
const HOST = 'debian:bookworm';

/** Asks the engine; returns a sentence a figure. What it can't have is left out. */
export function fetchMeasured() {
  const images = {};
  const lists = {};
  const report = [];
  for (const image of IMAGES) {
    const bytes = answer(['image', 'inspect', '--format', '{{.Size}}', image]);
    if (bytes !== undefined) images[image] = bytes;
    report.push(`${image}: ${bytes ?? 'not on the engine'}`);
  }
  for (const suite of SUITES) {
    const bytes = answer(['run', '--rm', '--network', 'host', HOST, 'sh', '-c', scriptFor(suite)]);
    if (bytes !== undefined) lists[suite] = bytes;
    report.push(`lists of ${suite}: ${bytes ?? 'not to be had'}`);
  }
  if (Object.keys(images).length > 0 && Object.keys(lists).length > 0) {
    const day = new Date().toISOString().slice(0, 10);
    writeFileSync(
      path.join(folder, 'measured.json'),
      `${JSON.stringify({ day, images, lists }, undefined, 1)}\n`,
    );
  }
  return report;
}

/** The text of what was measured. */
export function measuredText() {
  return readInput('measured.json');
}

function scriptFor(suite) {
  return [
    `sed -i 's/bookworm/${suite}/g' /etc/apt/sources.list.d/*.sources`,
    'apt-get update --error-on=any >/dev/null 2>&1',
    "find /var/lib/apt/lists -type f -printf '%s\\n' | awk '{ sum += $1 } END { print sum }'",
  ].join(' && ');
}

function answer(words) {
  try {
    const text = execFileSync('docker', words, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(text);
  } catch {
    return undefined;
  }
}
