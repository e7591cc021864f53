import packageManifest from '../../package.json' with { type: 'json' };
import type { FileReport } from '../report/file-report.js';
import type { Paint } from '../report/paint.js';
import type { OutputFormat } from './command.js';

/** How reports are shown. */
export interface ShowOptions {
  readonly paint: Paint;
  /** Columns that a line of prose may take. */
  readonly width: number;
  /** The files were written; else nothing was. */
  readonly written: boolean;
}

/** The reports of a run in a format. Each format is loaded when it is needed. */
export async function showReports(
  reports: readonly FileReport[],
  format: OutputFormat,
  options: ShowOptions,
): Promise<string> {
  switch (format) {
    case 'pretty':
      return (await import('../report/pretty.js')).formatPretty(reports, options);
    case 'lines':
      return (await import('../report/lines.js')).formatLines(reports);
    case 'diff': {
      const { formatPatch } = await import('../diff/unified.js');
      return reports
        .map((report) => (report.kind === 'planned' ? formatPatch(report) : ''))
        .join('');
    }
    case 'json':
      return (await import('../report/json.js')).formatJson(reports);
    case 'jsonl': {
      const { formatResultLine } = await import('../report/json-lines.js');
      return reports.map((report) => formatResultLine({ report })).join('');
    }
    case 'markdown':
      return (await import('../report/ci/markdown.js')).formatMarkdown(reports, options.written);
    case 'sarif':
      return (await import('../report/ci/sarif.js')).formatSarif(reports, packageManifest.version);
    case 'github':
      return (await import('../report/ci/github.js')).formatGithub(reports);
    case 'gitlab':
      return (await import('../report/ci/gitlab.js')).formatGitlab(reports);
    case 'junit':
      return (await import('../report/ci/junit.js')).formatJunit(reports);
  }
}
