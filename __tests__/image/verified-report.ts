import { expect } from '@jest/globals';
import { schemaErrors } from '../support/schema.js';
import { leavesNothing, runProgram, type Ended } from './program.js';

/** The engine of these tests has no bridge: builds take the machine's network, runs none. */
export const NETWORK = ['--network', 'host', '--run-arg=--network=none'];

/** The part of a report that these tests look at. */
export interface Report {
  readonly files: readonly {
    readonly status: string;
    readonly after: string;
    readonly message?: string;
    readonly findings: readonly {
      readonly transform: string;
      readonly status: string;
      readonly reason: string | null;
      readonly message: string;
    }[];
    readonly verification?: {
      readonly result: string;
      readonly how: string;
      readonly bytes: { readonly before: number; readonly after: number | null };
      readonly dropped: readonly { readonly id: string; readonly why: string }[];
    };
  }[];
}

/** Verifies the rewriting of a folder's Dockerfile, and expects that nothing is left of it at the engine. */
export async function verify(
  folder: string,
  words: readonly string[] = [],
): Promise<{ readonly ended: Ended; readonly report: Report }> {
  const ended = await runProgram([
    ...['fix', '--verify', '--engine', 'docker', '--format', 'json'],
    ...[...NETWORK, ...words, folder],
  ]);
  await leavesNothing('docker', ended);
  const report: unknown = ended.stdout === '' ? { files: [] } : JSON.parse(ended.stdout);
  if (ended.stdout !== '') expect(schemaErrors(report, 'report')).toEqual([]);
  // The schema was checked.
  return { ended, report: report as Report };
}

/** The finding of a transform in a report; undefined where there is none. */
export function findingOf({ files }: Report, transform: string) {
  return files.flatMap(({ findings }) => findings).find((each) => each.transform === transform);
}
