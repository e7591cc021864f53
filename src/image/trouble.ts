import type { EngineFailure } from './engine-error.js';

/** What stands behind a client's error, and what to do about it. */
export interface Trouble {
  readonly failure: EngineFailure;
  /** One clause, to follow a colon. */
  readonly sentence: string;
}

interface Pattern {
  readonly failure: EngineFailure;
  readonly expression: RegExp;
  readonly sentence: (match: RegExpExecArray) => string;
}

/** Commands that print to the same streams must not be taken for the engine: their lines do not begin so. */
const ENGINE_LINE =
  /^(?:ERROR|Error|error|docker|podman|buildah|Cannot|permission denied|failed)\b/;

/** In order: the first that matches a line of the client is what it is about. */
const PATTERNS: readonly Pattern[] = [
  {
    failure: 'permission',
    expression: /permission denied while trying to connect to .*? at (\S+?):?(?=\s|$)/i,
    sentence: ([, socket = '']) =>
      `there is no permission to use ${socket}; join the group that owns it (for Docker: sudo usermod -aG docker "$USER", then log in again), run dockopt with sudo, or set DOCKER_HOST`,
  },
  {
    failure: 'absent',
    expression: /cannot connect to podman|unable to connect to podman/i,
    sentence: () => 'Podman does not answer; start it with podman machine start',
  },
  {
    failure: 'absent',
    expression:
      /(?:cannot connect to the docker daemon|failed to connect to the docker api) at ([^\s;]+?)[.;:]?(?=\s|$)/i,
    sentence: ([, socket = '']) =>
      `no engine answers at ${socket}; start it (systemctl start docker, or Docker Desktop), or set DOCKER_HOST`,
  },
  {
    failure: 'absent',
    expression: /^(?:ERROR: )?error during connect/i,
    sentence: () => 'the engine does not answer; start it, or set DOCKER_HOST',
  },
  {
    failure: 'unsupported',
    expression: /no builder "([^"]*)" found/,
    sentence: ([, builder = '']) =>
      `there is no builder ${builder}; docker buildx ls lists those that there are`,
  },
  {
    failure: 'unsupported',
    expression: /buildx component is missing or broken/,
    sentence: () => 'docker builds with BuildKit only where its plugin buildx is; install it',
  },
  {
    failure: 'frontend',
    expression:
      /failed to resolve source metadata for (\S*\/dockerfile(?:-upstream)?[:@]\S+?):?(?=\s|$)/,
    sentence: ([, reference = '']) =>
      `the frontend ${shortName(reference)} that # syntax= names can't be had; check the network, or take the line out: the engine has a frontend of its own`,
  },
  {
    failure: 'base',
    expression: /failed to resolve source metadata for (\S+?):?(?=\s|$)/,
    sentence: ([, reference = '']) => absentImage(reference),
  },
  {
    failure: 'base',
    expression: /initializing source docker:\/\/(\S+?):(?=\s|$)/,
    sentence: ([, reference = '']) => absentImage(reference),
  },
  {
    failure: 'base',
    expression: /short-name "([^"]*)" did not resolve to an alias/,
    sentence: ([, reference = '']) =>
      `the image ${reference} can't be had; name its registry (docker.io/library/${reference})`,
  },
  {
    failure: 'base',
    expression:
      /(?:pull access denied for|manifest for|No such image:) (\S+?),?(?=\s|$)|([^\s"]+): image not known/,
    sentence: ([, reference, known = '']) => absentImage(reference ?? known),
  },
  {
    failure: 'image',
    expression: /reference does not exist/,
    sentence: () => 'there is no such image',
  },
];

/** Finds out what a client's last lines are about. @returns undefined where that is nothing that is known here */
export function explainTrouble(lines: readonly string[]): Trouble | undefined {
  // Whatever ran out of space, the engine's disk is where it is.
  if (lines.some((line) => /no space left on device/i.test(line))) {
    const sentence =
      'the disk is full; make room on the disk of the engine (docker system df shows what takes it) or in the folder for temporary files';
    return { failure: 'disk-full', sentence };
  }
  const own = lines.filter((line) => ENGINE_LINE.test(line));
  for (const { failure, expression, sentence } of PATTERNS) {
    for (const line of own) {
      const match = expression.exec(line);
      if (match !== null) return { failure, sentence: sentence(match) };
    }
  }
  return undefined;
}

function absentImage(reference: string): string {
  return `the image ${shortName(reference)} can't be had; check its name, the network, and whether its registry asks for a login`;
}

/** As people write it, without the registry that is meant anyway. */
function shortName(reference: string): string {
  return reference.replace(/^docker\.io\/(?:library\/)?/, '');
}
