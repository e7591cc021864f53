import { html, Markup } from '../../report/comparison/html/markup.js';
import type { Example } from '../examples.js';
import { STYLE } from './style.js';

/** What the page is made of. */
export interface PageParts {
  /** The program of the page, and that of its worker. */
  readonly script: string;
  readonly worker: string;
  readonly examples: readonly Example[];
  /** `sha256-…` of a text, as policies of pages name it. */
  readonly digest: (text: string) => string;
}

/**
 * The playground as one page that needs nothing else. Its policy lets it load nothing, send nothing, run no other script, and
 * make no markup of strings.
 * @see https://www.w3.org/TR/CSP3/
 * @see https://www.w3.org/TR/trusted-types/
 */
export function playgroundPage({ script, worker, examples, digest }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src '${digest(script)}'`,
    'worker-src blob:',
    `style-src '${digest(STYLE)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types dockopt-worker',
  ].join('; ');
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <meta
          name="description"
          content="Paste a Dockerfile and see what dockopt changes in it, and why."
        />
        <title>dockopt playground</title>
        <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}" />
        ${new Markup(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <a class="skip" href="#results">Skip to the result</a>
        ${HEADER} ${MAIN}
        <footer class="wrap">
          <p>
            All of it runs in this page: nothing is sent anywhere, and nothing is kept. Estimates
            come from tables; nothing was built. <code>dockopt fix --verify</code> builds both and
            compares.
          </p>
        </footer>
        <div class="drop" aria-hidden="true">
          <p>Drop files, or the folder of a build context</p>
        </div>
        <noscript
          ><p class="noscript">
            The playground plans in your browser, and needs its script for that.
          </p></noscript
        >
        ${dataBlock('examples', 'application/json', JSON.stringify(examples).replaceAll('<', '\\u003c'))}
        ${dataBlock('worker', 'text/plain', worker)} ${new Markup(`<script>${script}</script>`)}
      </body>
    </html> `;
  return `${page.text.trimEnd()}\n`;
}

/** Three layers, each smaller than the one below. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 26 26"><rect x="1" y="18" width="24" height="6" rx="2" fill="#e58a2c"/><rect x="1" y="10" width="16" height="6" rx="2" fill="#15a394"/><rect x="1" y="2" width="9" height="6" rx="2" fill="#15a394" opacity=".55"/></svg>';

/** @throws Error when the text would end the block early */
function dataBlock(id: string, type: string, text: string): Markup {
  if (/<\/script|<!--/i.test(text)) throw new Error(`the ${id} would end its block early`);
  return new Markup(`<script type="${type}" id="${id}">${text}</script>`);
}

const HEADER = html`<header class="top wrap">
  <h1>
    ${new Markup(ICON.replace('<svg', '<svg width="24" height="24" aria-hidden="true"'))}dockopt
    <span class="light">playground</span>
  </h1>
  <p class="lead">What dockopt would change in a Dockerfile, and why.</p>
  <div class="actions">
    <label class="field"
      ><span>Example</span>
      <select id="example">
        <option value="">choose …</option>
      </select></label
    >
    <button type="button" id="share">Copy link</button>
    <button type="button" id="theme">Dark colours</button>
  </div>
</header>`;

const INPUT = html`<section class="panel code-panel" aria-label="Input">
  <div class="bar">
    <div id="tabs" role="tablist" aria-label="Files of the build context"></div>
    <button type="button" id="add-open" class="quiet" aria-expanded="false" aria-controls="add">
      + File
    </button>
  </div>
  <form id="add" hidden>
    <label for="path">Path</label>
    <input
      id="path"
      list="paths"
      autocomplete="off"
      spellcheck="false"
      aria-describedby="path-problem"
      placeholder="package.json"
    />
    <datalist id="paths">
      ${[
        '.dockerignore',
        'package.json',
        'package-lock.json',
        'requirements.txt',
        'pyproject.toml',
        'go.mod',
        'Cargo.toml',
        'Gemfile.lock',
        'composer.json',
        'pom.xml',
        'compose.yaml',
      ].map((name) => html`<option value="${name}"></option>`)}
    </datalist>
    <button type="submit">Add empty file</button>
    <button type="button" id="open-files">Open files …</button>
    <button type="button" id="open-folder">Open folder …</button>
    <input id="files" type="file" multiple hidden />
    <input id="folder" type="file" webkitdirectory hidden />
    <p id="path-problem" role="alert"></p>
  </form>
  <div id="file" role="tabpanel" aria-labelledby="selected-tab">
    <label id="text-label" class="unseen" for="text">Text</label>
    <div id="editor">
      <pre id="gutter" aria-hidden="true"></pre>
      <div class="stack">
        <pre id="paint" aria-hidden="true"></pre>
        <textarea
          id="text"
          spellcheck="false"
          autocapitalize="off"
          autocomplete="off"
          wrap="off"
          placeholder="Paste a Dockerfile here."
        ></textarea>
      </div>
    </div>
  </div>
  <div class="bar foot">
    <span id="file-note" class="soft"></span>
    <button type="button" id="remove" class="quiet" hidden>Remove</button>
  </div>
</section>`;

const RESULT = html`<section
  class="panel code-panel"
  id="results"
  tabindex="-1"
  aria-label="Result"
>
  <div class="bar">
    <fieldset id="layout" class="choice">
      <legend class="unseen">How the change is shown</legend>
      <label><input type="radio" name="layout" value="unified" checked /><span>Diff</span></label>
      <label class="wide-only"
        ><input type="radio" name="layout" value="beside" /><span>Side by side</span></label
      >
      <label><input type="radio" name="layout" value="result" /><span>Result</span></label>
    </fieldset>
    <span class="group">
      <button type="button" id="copy-diff" class="quiet" disabled>Copy diff</button>
      <button type="button" id="save-diff" class="quiet" disabled>Save patch</button>
    </span>
  </div>
  <div id="diff" role="region" aria-label="The change" tabindex="0"></div>
  <div class="bar foot"><span id="note" class="soft"></span></div>
</section>`;

const MAIN = html`<main class="wrap">
  <section class="summary panel" aria-label="Summary">
    <div class="words">
      <p id="status" role="status"></p>
      <p id="total"></p>
      <p id="problem" role="alert"></p>
    </div>
    <div class="options">
      <label class="switch"
        ><input type="checkbox" role="switch" id="unsafe" /><span>Unsafe fixes too</span></label
      >
      <label class="field"
        ><span>New base</span>
        <select id="base">
          <option value="slim">slim</option>
          <option value="alpine">alpine</option>
        </select></label
      >
    </div>
  </section>
  <div class="panes">${INPUT} ${RESULT}</div>
  <p id="said" role="status"></p>
  <div id="findings" class="findings"></div>
</main>`;
