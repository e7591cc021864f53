import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engine, type Resource } from './corpus.js';

/** A heredoc as BuildKit's parser reports it; `content` holds the lines as written. */
export interface OracleHeredoc {
  readonly name: string;
  readonly fd: number;
  readonly expand: boolean;
  readonly chomp: boolean;
  readonly content: string;
}

/** An instruction as BuildKit's parser reports it. Line numbers count from 1. */
export interface OracleInstruction {
  readonly value: string;
  readonly original?: string;
  readonly flags?: readonly string[];
  readonly attributes?: Readonly<Record<string, boolean>>;
  readonly heredocs?: readonly OracleHeredoc[];
  readonly start: number;
  readonly end: number;
  readonly args?: readonly string[];
}

/** What BuildKit's parser makes of a Dockerfile. */
export interface OracleReport {
  /** The parser rejects the text. */
  readonly error?: string;
  /** The parser reads the text, but an instruction is invalid. */
  readonly instructionsError?: string;
  readonly escape?: string;
  readonly ast: readonly OracleInstruction[];
  readonly metaArgs: readonly { readonly key: string; readonly value: string | null }[];
  readonly stages: readonly {
    readonly name: string;
    readonly base: string;
    readonly platform?: string;
    readonly start: number;
  }[];
}

const FILES_PER_CALL = 500;

/** BuildKit's parser as a tool, built by the engine's script where that has not been done. */
export function findOracle(): Resource {
  if (engine.kind === 'missing') return engine;
  try {
    const output = execFileSync(join(engine.path, 'engine.sh'), ['oracle'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { kind: 'found', path: output.trim() };
  } catch (error) {
    return { kind: 'missing', reason: `BuildKit's parser cannot be built: ${String(error)}` };
  }
}

/**
 * Has BuildKit's parser read each text.
 * @param oracle the path of the tool
 * @returns one report for each text, in order
 */
export function readWithBuildKit(
  oracle: string,
  texts: readonly string[],
): readonly OracleReport[] {
  const folder = mkdtempSync(join(tmpdir(), 'dockopt-oracle-'));
  try {
    const reports: OracleReport[] = [];
    for (let first = 0; first < texts.length; first += FILES_PER_CALL) {
      const names = texts.slice(first, first + FILES_PER_CALL).map((text, index) => {
        const name = join(folder, String(index));
        writeFileSync(name, text);
        return name;
      });
      const { stdout, status } = spawnSync(oracle, names, {
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
      });
      if (status !== 0 && status !== 1) throw new Error(`the oracle ended with ${String(status)}`);
      const lines = stdout.trimEnd().split('\n');
      if (lines.length !== names.length) {
        throw new Error(`the oracle read ${lines.length} of ${names.length} files`);
      }
      reports.push(...lines.map((line) => JSON.parse(line) as OracleReport));
    }
    return reports;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
