import type {
  ConfigurationChange,
  ImageComparison,
  ImageSummary,
  PackageChange,
  PackagePresence,
  PathChange,
  PathList,
  PathSum,
} from '../../../comparison/image-comparison.js';
import { formatBytes, formatChange, formatCount } from '../../bytes.js';
import { counted } from '../../file-report.js';
import { packageChange, packageState, type PackageState } from '../package-changes.js';
import { lostCommands } from '../lost-commands.js';
import { compareText } from '../path-tree.js';
import { bar } from './layers.js';
import { html, type Markup } from './markup.js';

/** Rows that a table shows at first; the others are in a part that opens. */
const ROWS_SHOWN = 12;
/** Rows that a page holds: what is beyond is in the JSON report. */
const ROWS_HELD = 500;
const PATHS_HELD = 100;

/** A table, its first rows in sight and the others in details. */
function table(label: string, heading: Markup, rows: readonly Markup[]): Markup {
  const part = (name: string, shown: readonly Markup[]): Markup =>
    html`<div class="scroll" role="region" tabindex="0" aria-label="${name}">
      <table>
        <thead>
          <tr>
            ${heading}
          </tr>
        </thead>
        <tbody>
          ${shown}
        </tbody>
      </table>
    </div>`;
  const rest = rows.slice(ROWS_SHOWN, ROWS_HELD);
  const missing = rows.length - ROWS_HELD;
  return html`${part(label, rows.slice(0, ROWS_SHOWN))}${
    rest.length === 0
      ? undefined
      : html` <details>
          <summary>${rest.length} more</summary>
          ${part(`${label}, the rest`, rest)}${
            missing > 0
              ? html`<p class="soft">
                  and ${formatCount(missing)} more: <code>--format json</code> has all of them
                </p>`
              : undefined
          }
        </details>`
  }`;
}

const BADGES: Readonly<Record<PackageState, Markup>> = {
  lost: html`<span class="badge is-lost">− lost</span>`,
  gained: html`<span class="badge is-gained">+ gained</span>`,
  changed: html`<span class="badge">~ changed</span>`,
};

/** The packages that differ. */
export function packagesTable(packages: readonly PackageChange[]): Markup {
  return table(
    'Packages',
    html`<th scope="col">Package and version</th>
      <th scope="col" class="optional">By</th>
      <th scope="col">What</th>
      <th scope="col" class="right">Bytes</th>`,
    packages.map(
      (each) =>
        html`<tr>
          <th scope="row"><code>${each.name}</code> ${versions(each)}</th>
          <td class="soft optional">${each.manager}</td>
          <td>${BADGES[packageState(each)]}</td>
          <td class="right numeric">${formatChange(packageChange(each))}</td>
        </tr> `,
    ),
  );
}

function versions({ before, after }: PackageChange): Markup {
  const list = (presence: PackagePresence | undefined): Markup[] =>
    presence === undefined ? [] : [html`<code>${presence.versions.join(', ')}</code>`];
  const [one, other] = [...list(before), ...list(after)];
  const isSame = one?.text === other?.text;
  return html`<span class="soft version"
    >${one}${other === undefined || isSame ? undefined : html` → ${other}`}</span
  >`;
}

/** The folders and files that explain most of the difference. */
export function largestTable(largest: readonly PathSum[]): Markup {
  const changes = largest.map(({ before, after }) => Math.abs(after - before));
  const longest = Math.max(0, ...changes);
  return table(
    'Largest differences by path',
    html`<th scope="col">Path</th>
      <th scope="col" class="right optional">Before</th>
      <th scope="col" class="right optional">After</th>
      <th scope="col" class="right">Difference</th>`,
    largest.map(({ path, folder, before, after, files }) => {
      const change = after - before;
      const about = folder ? html` <span class="soft">${counted(files, 'file')}</span>` : undefined;
      return html`<tr>
        <th scope="row">
          <code>${path}${folder && path !== '/' ? '/' : ''}</code
          >${about}${bar(change < 0 ? 'after' : 'before', Math.abs(change), longest)}
        </th>
        <td class="right numeric optional">${formatBytes(before)}</td>
        <td class="right numeric optional">${formatBytes(after)}</td>
        <td class="right numeric">${formatChange(change)}</td>
      </tr> `;
    }),
  );
}

/** What an image wastes: the largest files that a later layer hides, and which layers hold and hide them. */
export function wasteTable(label: string, { waste }: ImageSummary): Markup {
  return table(
    label,
    html`<th scope="col">Path</th>
      <th scope="col" class="optional">How</th>
      <th scope="col" class="right">Wasted</th>`,
    waste.paths.map(({ path, bytes, versions }) => {
      const how = versions.map(
        ({ storedBy, hiddenBy, how: what }) =>
          `${what} by layer ${hiddenBy + 1}, stored by layer ${storedBy + 1}`,
      );
      return html`<tr>
        <th scope="row"><code>${path}</code></th>
        <td class="optional">${[...new Set(how)].join('; ')}</td>
        <td class="right numeric">${formatBytes(bytes)}</td>
      </tr> `;
    }),
  );
}

/** The values of the configuration that differ. */
export function configurationTable(changes: readonly ConfigurationChange[]): Markup {
  const value = (text: string | undefined): Markup =>
    text === undefined ? html`<span class="soft">not set</span>` : html`<code>${text}</code>`;
  return table(
    'Configuration',
    html`<th scope="col">Setting</th>
      <th scope="col">Before</th>
      <th scope="col">After</th>`,
    changes.map(
      ({ setting, name, before, after }) =>
        html`<tr>
          <th scope="row"><code>${`${setting} ${name}`.trim()}</code></th>
          <td>${value(before)}</td>
          <td>${value(after)}</td>
        </tr> `,
    ),
  );
}

/** Paths that are gone, new and different, the largest of each, and the commands that are gone. */
export function pathLists({ paths }: ImageComparison): Markup {
  const commands = lostCommands(paths);
  return html`${
    commands.length === 0
      ? undefined
      : html`<h3>${counted(commands.length, 'command')} lost</h3>
          <p class="commands">${commands.map((name) => html`<code>${name}</code> `)}</p> `
  }${list('Lost', 'lost', paths.lost)}${list('Gained', 'gained', paths.gained)}${list('Changed', 'changed', paths.changed)}`;
}

function list(title: string, state: PackageState, { bytes, paths }: PathList): Markup {
  if (paths.length === 0) return html`<p><strong>${title}:</strong> nothing</p> `;
  const size =
    state === 'changed' ? formatBytes(bytes) : formatChange(state === 'lost' ? -bytes : bytes);
  const sorted = [...paths].sort(
    (one, other) => pathBytes(other) - pathBytes(one) || compareText(one.path, other.path),
  );
  const missing = paths.length - PATHS_HELD;
  return html`<details>
    <summary>
      ${title}: ${formatCount(paths.length)} ${paths.length === 1 ? 'path' : 'paths'}, ${size}
    </summary>
    <ul class="paths">
      ${sorted.slice(0, PATHS_HELD).map(pathItem)}
    </ul>
    ${missing > 0 ? html`<p class="soft">and ${formatCount(missing)} smaller ones: <code>--format json</code> has all of them</p>` : undefined}
  </details> `;
}

function pathBytes({ before, after }: PathChange): number {
  return Math.max(before?.bytes ?? 0, after?.bytes ?? 0);
}

function pathItem(change: PathChange): Markup {
  const { path, before, after, aspects } = change;
  const what =
    aspects.length > 0
      ? aspects.join(', ')
      : (before ?? after)?.kind === 'file'
        ? formatBytes(pathBytes(change))
        : (before ?? after)?.kind;
  return html`<li><code>${path}</code> <span class="soft">${what}</span></li>`;
}
