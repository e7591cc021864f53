import type { TextRange } from '../dockerfile/text.js';
import type { Finding } from './finding.js';

/** A place where something was seen. */
export interface EvidencePlace {
  /** Path in the build context; undefined for the Dockerfile. */
  readonly path: string | undefined;
  /** From 1; undefined where only the file is known. */
  readonly line: number | undefined;
}

/** One thing that a transform looked at. */
export interface EvidenceItem {
  /** What it is: `curl`, `psycopg2`. */
  readonly what: string;
  readonly places: readonly EvidencePlace[];
  /** What follows from it, as a sentence or a few words; undefined where the heading says it all. */
  readonly note: string | undefined;
}

/** Things from which the same follows. */
export interface EvidenceGroup {
  readonly heading: string;
  /** There are many of them and none matters by itself: their names are enough. */
  readonly brief: boolean;
  readonly items: readonly EvidenceItem[];
}

/** Why a transform decides as it does about one place of a Dockerfile. */
export interface Evidence {
  /** What it is about: `python:3.12`. */
  readonly subject: string;
  readonly range: TextRange;
  /** What is known of it, each with its name: `suite`, `bookworm`. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** What the transform says; undefined where there is nothing to do. */
  readonly finding: Finding | undefined;
  readonly groups: readonly EvidenceGroup[];
}
