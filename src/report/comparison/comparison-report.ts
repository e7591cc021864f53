import type { ImageComparison, ImageSummary, LayerRow } from '../../comparison/image-comparison.js';
import type { PlannedFileReport, ReportedFinding } from '../file-report.js';

/** What `dockopt compare` has to say. */
export interface ComparisonReport {
  readonly comparison: ImageComparison;
  /** Where a Dockerfile was built as it is and as rewritten; undefined for two images. */
  readonly rewrite: RewriteReport | undefined;
  /** The engine that measured: `docker 28.5.2`; undefined where none was asked. */
  readonly engine: string | undefined;
  /** The day of the measuring, `YYYY-MM-DD`. */
  readonly date: string;
}

/** The rewriting that was built. */
export interface RewriteReport {
  /** The Dockerfile, and its `.dockerignore` where there is something to say about it. */
  readonly files: readonly PlannedFileReport[];
  readonly secondsBefore: number;
  /** Undefined where nothing would change, so that there was one build alone. */
  readonly secondsAfter: number | undefined;
  /** Every instruction was built anew; else what was built already was used. */
  readonly cold: boolean;
}

/** The findings of which the fixes were built, with the files they are about. */
export function appliedFindings({
  files,
}: RewriteReport): readonly { readonly path: string; readonly finding: ReportedFinding }[] {
  return files.flatMap(({ path, findings }) =>
    findings.filter(({ status }) => status === 'applied').map((finding) => ({ path, finding })),
  );
}

/** Where a part of the difference in bytes comes from. */
export interface DifferencePart {
  /** `other` is what an engine counts besides the content of files: texts of links, its own overhead. */
  readonly kind: 'lost' | 'gained' | 'changed' | 'wasted' | 'other';
  /** Bytes that the second image has more; negative for less. */
  readonly change: number;
}

/** What makes up the difference of two images in bytes: the parts add up to it. */
export function differenceParts(comparison: ImageComparison): readonly DifferencePart[] {
  const { before, after, paths } = comparison;
  const total = after.bytes - before.bytes;
  const files = after.fileBytes - before.fileBytes;
  const wasted = after.waste.bytes - before.waste.bytes;
  return [
    { kind: 'lost', change: 0 - paths.lost.bytes },
    { kind: 'gained', change: paths.gained.bytes },
    { kind: 'changed', change: files + paths.lost.bytes - paths.gained.bytes },
    { kind: 'wasted', change: wasted },
    { kind: 'other', change: total - files - wasted },
  ];
}

/** What the two images are called: their names, or a Dockerfile with what was built of it. */
export function comparedNames({ comparison, rewrite }: ComparisonReport): {
  readonly before: string;
  readonly after: string;
} {
  const { before, after } = comparison;
  return rewrite === undefined
    ? { before: before.name, after: after.name }
    : { before: 'as it is', after: 'as rewritten' };
}

/** What the seconds of the builds are worth, in a word. */
export function buildNote({ cold }: RewriteReport): string {
  return cold ? 'cold' : 'cache used';
}

/** A row of figures about both images. */
export interface Figure {
  readonly title: string;
  readonly before: number;
  readonly after: number;
}

/** The figures in bytes that every report begins with. */
export function sizeFigures({ before, after }: ImageComparison): readonly Figure[] {
  const figure = (title: string, of: (image: ImageSummary) => number): Figure => ({
    title,
    before: of(before),
    after: of(after),
  });
  return [
    figure('size', ({ bytes }) => bytes),
    figure('compressed', ({ compressedBytes }) => compressedBytes),
    figure('wasted', ({ waste }) => waste.bytes),
  ];
}

/** Seconds of a build as people read them: `9.4 s`, `2 min 5 s`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Bytes of the largest layer of both images: the scale of a chart of them. */
export function longestLayer(rows: readonly LayerRow[]): number {
  return Math.max(
    0,
    ...rows.map(({ before, after }) => Math.max(before?.bytes ?? 0, after?.bytes ?? 0)),
  );
}
