import { comparedNames, type ComparisonReport } from './comparison-report.js';
import { html, Markup } from './html/markup.js';
import { SCRIPT, SCRIPT_DIGEST } from './html/script.js';
import { reportSections } from './html/sections.js';
import { STYLE } from './html/style.js';
import { cards, heading, hero } from './html/top.js';

// The policy of the page names the script by the digest of these very characters.
const SCRIPT_ELEMENT = new Markup(`<script>${SCRIPT}</script>`);
const STYLE_ELEMENT = new Markup(`<style>${STYLE}</style>`);

/**
 * The report as one page that needs nothing else: no request leaves it, and it is whole without its script. All that comes
 * from images and files is escaped, and a policy in the page lets no other script run.
 */
export function formatHtmlComparison(report: ComparisonReport): string {
  const sections = reportSections(report);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; script-src '${SCRIPT_DIGEST}'; base-uri 'none'; form-action 'none'"
        />
        <meta name="color-scheme" content="light dark" />
        <title>${pageTitle(report)}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the report</a>
        <header class="top wrap">
          <div class="brand">
            <p>${LOGO}dockopt <span class="soft">compare</span></p>
            <button type="button" id="theme" hidden>Dark colours</button>
          </div>
          ${heading(report)}
          <nav aria-label="Parts of the report">
            <ul>
              ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main id="main" class="wrap">
          ${hero(report)} ${cards(report)}
          ${sections.map(
            ({ id, title, content }) =>
              html`<section id="${id}" aria-labelledby="${id}-title">
                <h2 id="${id}-title">${title}</h2>
                ${content}
              </section> `,
          )}
        </main>
        <footer class="wrap">
          <p>${measuredBy(report)}</p>
        </footer>
        ${SCRIPT_ELEMENT}
      </body>
    </html> `;
  return `${page.text.trimEnd()}\n`;
}

/** Three layers, each smaller than the one below. */
const LOGO = html`<svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
  <rect x="1" y="18" width="24" height="6" rx="2" fill="#e58a2c" />
  <rect x="1" y="10" width="16" height="6" rx="2" fill="#15a394" />
  <rect x="1" y="2" width="9" height="6" rx="2" fill="#15a394" opacity=".55" />
</svg>`;

function pageTitle(report: ComparisonReport): string {
  const names = comparedNames(report);
  const path = report.rewrite?.files[0]?.path;
  return `${path === undefined ? '' : `${path}: `}${names.before} → ${names.after} · dockopt compare`;
}

function measuredBy({ rewrite }: ComparisonReport): Markup {
  const written = rewrite === undefined ? '' : ' Nothing was written.';
  return html`Made by dockopt compare. Sizes are decimal, as container engines print them;
  compressed is what a registry stores.${written}`;
}
