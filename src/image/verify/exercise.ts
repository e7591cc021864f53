import type { ImageConfiguration } from '../../comparison/image-contents.js';
import { containerLogs, runToEnd, type CommandOutcome, type Container } from '../containers.js';
import { EngineError } from '../engine-error.js';
import { listeningPorts } from '../listening.js';
import type { RunSettings, Session } from '../session.js';
import { endOf, execUntilSuccess, poll, settledState, withContainer } from './running.js';
import type { Trial } from './trial.js';

/** An image to be tried. */
export interface Subject {
  readonly reference: string;
  readonly configuration: ImageConfiguration;
}

/** How images are tried. */
export interface ExerciseSettings {
  readonly run: RunSettings;
  /** A command for `/bin/sh -c` that shows that the image works. */
  readonly smoke: string | undefined;
}

/** How long the original has to listen on its ports. */
const LISTEN_SECONDS = 10;
/** How many lines of a command that fails are shown. */
const SHOWN_LINES = 20;

/**
 * Runs an image as it is and sees what it does.
 * @param title what messages call it
 * @throws EngineError where the smoke command fails or does not end, or the engine can run nothing
 */
export async function chooseTrial(
  session: Session,
  subject: Subject,
  settings: ExerciseSettings,
  title: string,
): Promise<Trial> {
  if (settings.smoke !== undefined) return smokeTrial(session, subject, settings, title);
  if (session.engine.name === 'buildah') {
    return { kind: 'nothing', why: 'buildah runs no containers' };
  }
  return withContainer(session, subject.reference, settings.run, async (container) => {
    const health = healthWords(subject.configuration);
    if (health !== undefined) {
      const seconds = settings.run.smokeTimeoutSeconds;
      const outcome = await execUntilSuccess(session, container, health, seconds);
      if (outcome?.status === 0) return { kind: 'health', words: health };
      if (outcome !== undefined) {
        return { kind: 'nothing', why: 'the health check does not pass in the image as it is' };
      }
    }
    const state = await settledState(session, container);
    if (state.kind === 'exited') {
      return state.status === 0
        ? { kind: 'ends' }
        : {
            kind: 'nothing',
            why: `the program of the image as it is ends with status ${state.status}`,
          };
    }
    const ports = await portsListenedOn(session, container, subject, settings);
    return ports.length > 0 ? { kind: 'listening', ports } : { kind: 'alive' };
  });
}

/**
 * Runs a rewritten image as the original was run.
 * @returns what fails, as a clause; undefined where it does the same
 * @throws EngineError where the engine can't run it
 */
export async function repeatTrial(
  session: Session,
  reference: string,
  trial: Trial,
  { run }: ExerciseSettings,
): Promise<string | undefined> {
  const seconds = run.smokeTimeoutSeconds;
  switch (trial.kind) {
    case 'nothing':
      return undefined;
    case 'smoke':
      return repeatSmoke(session, reference, trial, run);
    case 'ends':
      return withContainer(session, reference, run, async (container) => {
        const end = await poll(session, seconds, () => endOf(session, container));
        if (end === undefined) return `its program does not end within ${seconds} s`;
        return end.status === 0 ? undefined : endedWith(session, container, end.status);
      });
    default:
      return withContainer(session, reference, run, async (container) => {
        const outcome =
          trial.kind === 'health'
            ? await execUntilSuccess(session, container, trial.words, seconds)
            : undefined;
        if (outcome?.status === 0) return undefined;
        const state = await settledState(session, container);
        if (state.kind === 'exited') return endedWith(session, container, state.status);
        if (trial.kind === 'health') return `the health check fails${said(outcome)}`;
        if (trial.kind === 'alive') return undefined;
        const missing = await poll(session, seconds, async () => {
          const found = await listeningPorts(session, container);
          return trial.ports.every((port) => found?.has(port)) ? [] : undefined;
        });
        return missing === undefined
          ? `nothing listens on port ${trial.ports.join(', ')}`
          : undefined;
      });
  }
}

/** How a program ended, with the last line of what it or the engine said. */
async function endedWith(session: Session, container: Container, status: number): Promise<string> {
  const printed =
    container.failure === undefined ? await containerLogs(session, container) : undefined;
  const lines = container.failure?.lines ?? (printed?.stderr || printed?.stdout || '').split('\n');
  const last = lines.findLast((line) => line.trim() !== '');
  return `its program ends with status ${status}${last === undefined ? '' : ` (${last.trim()})`}`;
}

async function smokeTrial(
  session: Session,
  { reference }: Subject,
  { run, smoke: command = '' }: ExerciseSettings,
  title: string,
): Promise<Trial> {
  const inside = await withContainer(session, reference, run, async (container) => {
    const state = await settledState(session, container);
    if (state.kind === 'exited') return undefined;
    const words = smokeWords(command);
    const first = await execUntilSuccess(session, container, words, run.smokeTimeoutSeconds);
    const second =
      first?.status === 0
        ? await execUntilSuccess(session, container, words, run.smokeTimeoutSeconds)
        : undefined;
    return first === undefined ? undefined : { first, second };
  });
  const place = inside === undefined ? 'alone' : 'inside';
  const first = inside?.first ?? (await smokeAlone(session, reference, command, run));
  if (first.status !== 0) throw smokeError(first, run, title);
  const second = inside?.second ?? (await smokeAlone(session, reference, command, run));
  const isSteady = second.status === 0 && second.stdout === first.stdout;
  return { kind: 'smoke', command, place, output: isSteady ? first.stdout : undefined };
}

async function repeatSmoke(
  session: Session,
  reference: string,
  { command, place, output }: Extract<Trial, { kind: 'smoke' }>,
  run: RunSettings,
): Promise<string | undefined> {
  const seconds = run.smokeTimeoutSeconds;
  const outcome =
    place === 'alone'
      ? await smokeAlone(session, reference, command, run)
      : await withContainer(session, reference, run, (container) =>
          execUntilSuccess(session, container, smokeWords(command), seconds),
        );
  if (outcome === undefined) return 'its program does not keep running';
  if (outcome.status === undefined) return `the smoke command does not end within ${seconds} s`;
  if (outcome.status !== 0) return `the smoke command fails${said(outcome)}`;
  return output === undefined || outcome.stdout === output
    ? undefined
    : `the smoke command prints ${firstLine(outcome.stdout)} in place of ${firstLine(output)}`;
}

function smokeWords(command: string): readonly string[] {
  return ['/bin/sh', '-c', command];
}

function smokeAlone(
  session: Session,
  reference: string,
  command: string,
  run: RunSettings,
): Promise<CommandOutcome> {
  const [entrypoint, ...words] = smokeWords(command);
  return runToEnd(session, reference, run, { entrypoint, words });
}

function smokeError(outcome: CommandOutcome, run: RunSettings, title: string): EngineError {
  const lines = `${outcome.stdout}\n${outcome.stderr}`
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(-SHOWN_LINES);
  if (outcome.status === undefined) {
    const message = `${title}: the smoke command did not end within ${run.smokeTimeoutSeconds} s; give it more with --smoke-timeout, or a command that ends`;
    return new EngineError(message, lines, 'timeout');
  }
  const message = `${title}: the smoke command fails with status ${outcome.status} before any rewrite; give one that succeeds in the image as it is`;
  return new EngineError(message, lines);
}

/** What a command that failed had to say: its status and the last line of what it printed. */
function said(outcome: CommandOutcome | undefined): string {
  if (outcome?.status === undefined) return '';
  const last = `${outcome.stdout}\n${outcome.stderr}`.trim().split('\n').at(-1) ?? '';
  return ` with status ${outcome.status}${last === '' ? '' : ` (${last.trim()})`}`;
}

/** The first line of a text, in quotes. */
function firstLine(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line === '' ? 'nothing' : `“${line}”`;
}

/** The words that HEALTHCHECK runs; undefined where there is none. */
function healthWords({ healthcheck, shell }: ImageConfiguration): readonly string[] | undefined {
  const [form, ...words] = healthcheck?.test ?? [];
  if (form === 'CMD') return words;
  return form === 'CMD-SHELL' ? [...(shell ?? ['/bin/sh', '-c']), ...words] : undefined;
}

/** The ports of `--port` and EXPOSE on which a container listens after a while. */
async function portsListenedOn(
  session: Session,
  container: Container,
  { configuration }: Subject,
  { run }: ExerciseSettings,
): Promise<readonly number[]> {
  // There the ports are those of the machine, whoever listens on them.
  if (usesHostNetwork(run.runArguments)) return [];
  const exposed = configuration.exposedPorts.flatMap((port) => {
    const [number = '', protocol = 'tcp'] = port.split('/');
    return protocol === 'tcp' ? [Number(number)] : [];
  });
  const wanted = [...new Set([...run.ports, ...exposed])];
  if (wanted.length === 0) return [];
  const seconds = Math.min(LISTEN_SECONDS, run.smokeTimeoutSeconds);
  let found: readonly number[] = [];
  await poll(session, seconds, async () => {
    const listening = await listeningPorts(session, container);
    found = wanted.filter((port) => listening?.has(port) === true);
    return listening === undefined || found.length === wanted.length ? true : undefined;
  });
  return found;
}

function usesHostNetwork(words: readonly string[]): boolean {
  return /(?:^| )--net(?:work)?[= ]host(?: |$)/.test(words.join(' '));
}
