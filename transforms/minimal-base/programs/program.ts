import type { Stage } from '../../../src/dockerfile/model.js';

/** What a program asks of the image that it runs in, as its sources say. */
export interface ProgramNeeds {
  /** It speaks TLS to others, so that it needs their certificates. */
  readonly certificates: boolean;
  /** It looks time zones up by name. */
  readonly timeZones: boolean;
  readonly temporaryFiles: boolean;
  /** It looks users or their folders up. */
  readonly users: boolean;
  /** Code of others is in it that nobody looked at here, and may need any of these. */
  readonly unseenCode: boolean;
  /** Programs that it starts; undefined for one whose name is computed. */
  readonly programs: readonly (string | undefined)[];
  /** Absolute paths of files of the system that it opens. */
  readonly systemFiles: readonly string[];
}

/** A program that a stage builds. */
export interface BuiltProgram {
  /** Absolute, in the stage that builds it. */
  readonly path: string;
  /**
   * What the kernel and the loader have to find beside it: `nothing`, Debian's C library (`libc`), or that with the compiler's own
   * library (`libgcc`).
   */
  readonly links: 'nothing' | 'libc' | 'libgcc';
  readonly needs: ProgramNeeds;
}

/** A built program in the final stage. */
export interface PlacedProgram extends BuiltProgram {
  readonly builder: Stage;
  /** Absolute, in the final stage. */
  readonly place: string;
}

/** Whether the runtime of containers brings a file, or the kernel does. */
export function isAlwaysThere(path: string): boolean {
  return /^\/(?:proc|sys|dev)(?:\/|$)|^\/etc\/(?:hosts|hostname|resolv\.conf)$/.test(path);
}
