import { fitEnd } from '../../columns.js';
import { counted, visible } from '../../file-report.js';
import { wrap } from '../../wrap.js';
import { appliedFindings, type RewriteReport } from '../comparison-report.js';
import type { ComparisonOutput } from './output.js';

/** What the rewriting that was built changes; the diff is what `dockopt fix` shows. */
export function formatRewrite(
  rewrite: RewriteReport | undefined,
  output: ComparisonOutput,
): string {
  if (rewrite === undefined) return '';
  const { paint, width } = output;
  const applied = appliedFindings(rewrite);
  if (applied.length === 0) return 'dockopt would change nothing here.\n';
  const rows = applied.map(({ path, finding }) => {
    const sure = finding.applicability ?? '';
    const place = `${visible(path)}:${finding.range.start.line}`;
    const room = width - 8 - finding.transform.length - sure.length;
    const about = `${sure} · ${fitEnd(place, room).trimEnd()}`;
    return `  ${paint.green(`✓ ${finding.transform}`)} ${paint.dim(about)}\n${wrap(visible(finding.message), width, '    ')}\n`;
  });
  return `${paint.bold('What was rewritten')} ${paint.dim(`· ${counted(applied.length, 'fix', 'fixes')}`)}\n${rows.join('')}`;
}
