import { DARK, LIGHT } from '../../report/comparison/html/style.js';

/** The style of the page: the colours of the comparison's, light and dark; a phone and a desk. */
export const STYLE = `
:root { color-scheme: light; ${LIGHT} --keyword: #1d57b0; }
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { color-scheme: dark; ${DARK} --keyword: #8fbdff; } }
:root[data-theme="dark"] { color-scheme: dark; ${DARK} --keyword: #8fbdff; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
code, pre, textarea, .code, [role=tab], .place, .reason, .name, .file-title h3, #path {
  font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
h1, h2, h3, p, ul, pre { margin: 0; padding: 0; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 6px; }
a { color: inherit; text-underline-offset: .2em; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--surface); padding: .5rem 1rem; z-index: 5; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.soft { color: var(--soft); }
.wrap { max-width: 1720px; margin: 0 auto; padding: 0 20px; }

.top.wrap { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 18px; padding-top: 14px; padding-bottom: 14px; }
h1 { display: flex; align-items: center; gap: .55rem; font-size: 1.1rem; font-weight: 680; letter-spacing: -.01em; }
h1 .light { font-weight: 400; }
.lead { color: var(--soft); margin-right: auto; }
.actions, .options, .group { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 10px; }
.field { display: inline-flex; align-items: center; gap: 8px; font-size: .875rem; }
.field > span { color: var(--soft); }
button, select, input:not([type=checkbox], [type=radio]) { font: inherit; font-size: .875rem; line-height: 1.3; color: var(--ink); background: var(--surface);
  border: 1px solid var(--line); border-radius: 8px; padding: 6px 12px; min-height: 34px; }
button, select, summary, .switch, .choice label { cursor: pointer; }
button:hover:not(:disabled), select:hover { border-color: var(--soft); }
button:disabled { color: var(--soft); cursor: default; }
.quiet { background: transparent; border-color: transparent; padding: 6px 10px; }
.quiet:hover:not(:disabled) { background: var(--sunken); border-color: transparent; }

.panel { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; min-width: 0; }
.summary { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 10px 24px; padding: 12px 16px; }
.summary .words { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 14px; flex: 1 1 320px; min-width: 0; }
#status { font-size: 1.1rem; font-weight: 650; letter-spacing: -.01em; }
#total { color: var(--after); font-weight: 600; }
#total:empty, #problem:empty { display: none; }
#said:empty { clip-path: inset(50%); }
#problem { color: var(--lost); overflow-wrap: anywhere; max-height: 12em; overflow-y: auto; }

.panes { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); gap: 12px; margin: 12px 0; }
.code-panel { display: flex; flex-direction: column; height: clamp(400px, 58vh, 900px); overflow: hidden; }
.bar { display: flex; align-items: center; justify-content: space-between; gap: 8px; min-height: 46px; padding: 5px 8px;
  border-bottom: 1px solid var(--line); flex: none; }
.bar.foot { border-bottom: 0; border-top: 1px solid var(--line); min-height: 40px; padding: 6px 12px; font-size: .8125rem; }
[role=tablist] { display: flex; gap: 2px; overflow-x: auto; min-width: 0; scrollbar-width: thin; padding: 3px; margin: -3px; }
[role=tab] { flex: none; border: 0; background: transparent; color: var(--soft); font-size: .8125rem; padding: 6px 10px; }
[role=tab]:hover { background: var(--sunken); }
[role=tab][aria-selected=true] { background: var(--sunken); color: var(--ink); font-weight: 600; }
#add-open { flex: none; }
#add { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 10px 12px; border-bottom: 1px solid var(--line); font-size: .875rem; }
#add label { color: var(--soft); }
#add #path { flex: 1 1 160px; min-width: 0; }
#path-problem { color: var(--lost); flex-basis: 100%; } #path-problem:empty { display: none; }
#file { flex: 1; min-height: 0; display: flex; position: relative; }
#editor { flex: 1; min-width: 0; overflow: auto; display: grid; grid-template-columns: auto minmax(0, 1fr); font-size: 13px; line-height: 20px; }
#editor pre, #editor textarea { font-size: 13px; line-height: 20px; tab-size: 4; letter-spacing: 0; }
#file:has(textarea:focus-visible)::after { content: ""; position: absolute; inset: 0; z-index: 3; border: 2px solid var(--focus); pointer-events: none; }
#gutter { position: sticky; left: 0; z-index: 2; background: var(--surface); color: var(--soft); text-align: right; padding: 10px 10px 10px 14px;
  min-width: 50px; border-right: 1px solid var(--line); user-select: none; min-height: 100%; }
#gutter span { display: block; position: relative; }
#gutter .found { color: var(--after); font-weight: 700; }
#gutter .found::before { content: ""; position: absolute; left: -9px; top: 7px; width: 6px; height: 6px; border-radius: 50%; background: var(--after-bar); }
#gutter .wrong { color: var(--lost); font-weight: 700; }
.stack { position: relative; min-width: max-content; min-height: 100%; }
#paint { padding: 10px 16px 10px 12px; min-height: 100%; white-space: pre; pointer-events: none; position: relative; z-index: 1; color: var(--ink); }
#paint > span { display: block; height: 20px; }
#editor:not([data-path=Dockerfile]) :is(.keyword, .comment) { all: unset; }
#paint .wrong { background: var(--lost-wash); margin: 0 -16px 0 -12px; padding: 0 16px 0 12px; box-shadow: inset 3px 0 var(--lost); }
#text { position: absolute; inset: 0; width: 100%; height: 100%; resize: none; border: 0; padding: 10px 16px 10px 12px; background: transparent;
  color: transparent; caret-color: var(--ink); white-space: pre; overflow: hidden; outline: none; }
#editor.is-bare #gutter, #editor.is-bare #paint { display: none; }
#editor.is-bare { grid-template-columns: minmax(0, 1fr); overflow: hidden; }
#editor.is-bare .stack { min-width: 0; }
#editor.is-bare #text { color: var(--ink); overflow: auto; }
#text::placeholder { color: var(--soft); }
#text::selection { background: color-mix(in srgb, var(--focus) 28%, transparent); }
@media (forced-colors: active) { #text { color: CanvasText; } #paint { visibility: hidden; } }
.keyword { color: var(--keyword); font-weight: 600; } .comment { color: var(--soft); font-style: italic; }

.choice { display: flex; border: 0; margin: 0; padding: 2px; background: var(--sunken); border-radius: 9px; min-width: 0; }
.choice input { position: absolute; opacity: 0; width: 1px; height: 1px; }
.choice span { display: block; padding: 4px 12px; border-radius: 7px; font-size: .875rem; line-height: 1.45; color: var(--soft); white-space: nowrap; }
.choice input:checked + span { background: var(--surface); color: var(--ink); font-weight: 600; box-shadow: 0 0 0 1px var(--line); }
.choice input:focus-visible + span { outline: 2px solid var(--focus); outline-offset: 1px; }
#diff { flex: 1; min-height: 0; overflow: auto; }
#diff:focus-visible { outline-offset: -2px; }
.file-title { position: sticky; top: 0; z-index: 2; display: flex; align-items: center; gap: 4px 8px; padding: 5px 8px 5px 14px; background: var(--surface); border-bottom: 1px solid var(--line); }
.file + .file .file-title { border-top: 1px solid var(--line); }
.file-title h3 { font-size: .8125rem; font-weight: 600; }
.file-title .badge { margin-right: auto; }
.file-title button { min-height: 28px; padding: 3px 10px; font-size: .8125rem; }
.nothing { padding: 18px 14px; color: var(--soft); }
.start { padding: 26px 22px; max-width: 62ch; }
.start h2 { font-size: 1.15rem; letter-spacing: -.01em; margin-bottom: 6px; }
.start p { color: var(--soft); margin-bottom: 12px; }
.start div { display: flex; flex-wrap: wrap; gap: 8px; }
table.code { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: 13px; line-height: 20px; }
.code th, .code td { padding: 0; vertical-align: top; text-align: left; font-weight: 400; }
.code col.number { width: 46px; }
.code .number { padding: 0 8px 0 4px; text-align: right; color: var(--soft); user-select: none; font-size: 12px; }
.code .text { white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; padding: 0 12px 0 26px; }
.code .text .mark { display: inline-block; width: 18px; margin-left: -18px; color: var(--soft); user-select: none; }
.result .text { padding-left: 12px; }
.unified .removed > td, .beside td.removed { background: var(--lost-wash); }
.unified .added > td, .beside td.added { background: var(--gained-wash); }
.removed .mark { color: var(--lost) !important; } .added .mark { color: var(--gained) !important; }
.beside td.none { background: var(--sunken); }
.beside .text + .number { border-left: 1px solid var(--line); }
.code .hunk td { padding: 3px 14px; background: var(--sunken); color: var(--soft); font-size: 12px; }
.missing { color: var(--soft); font-style: italic; }

#said { position: fixed; pointer-events: none; left: 50%; bottom: 18px; transform: translateX(-50%); z-index: 4; max-width: min(92vw, 640px); width: max-content; padding: 9px 16px; border-radius: 10px;
  background: var(--ink); color: var(--surface); font-size: .875rem; overflow-wrap: anywhere; }
.findings { display: grid; gap: 12px; }
.findings .panel { padding: 14px 18px 6px; }
.findings h2 { font-size: 1.05rem; letter-spacing: -.01em; margin-bottom: 6px; }
.findings h3 { font-size: .95rem; margin: 16px 0 2px; padding-top: 14px; border-top: 1px solid var(--line); }
.findings .soft { margin-bottom: 8px; font-size: .9rem; }
.findings ul { list-style: none; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr)); gap: 0 36px; }
.finding { padding: 10px 0; border-top: 1px solid var(--line); }
.finding .title { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; }
.name { font-size: .875rem; font-weight: 650; }
.reason { font-size: .8125rem; color: var(--soft); }
.saved { margin-left: auto; color: var(--after); font-size: .875rem; font-weight: 600; }
.finding p { margin-top: 4px; font-size: .9rem; max-width: 90ch; overflow-wrap: anywhere; }
.finding p code { font-size: .8125rem; background: var(--sunken); border-radius: 4px; padding: .1em .35em; }
.is-off .name { color: var(--soft); }
.is-off .badge { margin-left: auto; } .is-off .badge:first-of-type { margin-left: 0; }
.places { display: inline-flex; flex-wrap: wrap; gap: 4px; font-size: .8125rem; }
.place { font-size: .8125rem; color: var(--soft); }
button.place { min-height: 24px; padding: 1px 7px; border-radius: 6px; background: var(--sunken); border-color: transparent; color: var(--ink); }
details { font-size: .875rem; }
summary { color: var(--soft); width: fit-content; padding: 3px 0; border-radius: 4px; }
.routine { padding: 8px 0; border-top: 1px solid var(--line); }
.badge { display: inline-block; font-size: .75rem; line-height: 1.5; padding: 0 .6em; border-radius: 999px; background: var(--sunken); color: var(--soft); white-space: nowrap; }
.badge.is-safe, .badge.is-new { background: var(--gained-wash); color: var(--gained); }
.badge.is-changed { background: var(--after-wash); color: var(--after); }
.badge.is-unsafe, .badge.is-manual { background: var(--before-wash); color: var(--before); }

.switch { display: inline-flex; align-items: center; gap: 9px; font-size: .875rem; min-height: 28px; }
.switch input { appearance: none; flex: none; width: 32px; height: 18px; margin: 0; border-radius: 999px; background: var(--surface); border: 2px solid var(--soft); position: relative;
  cursor: pointer; transition: background-color .12s, border-color .12s; }
.switch input::before { content: ""; position: absolute; left: 2px; top: 2px; width: 10px; height: 10px; border-radius: 50%; background: var(--soft); transition: transform .12s; }
.switch input:checked { background: var(--after); border-color: var(--after); }
.switch input:checked::before { transform: translateX(14px); background: var(--surface); }
@media (prefers-reduced-motion: reduce) { .switch input, .switch input::before { transition: none; } }
@media (forced-colors: active) { .switch input { appearance: auto; } .switch input::before { content: none; } }
footer.wrap { padding-top: 20px; padding-bottom: 32px; color: var(--soft); font-size: .875rem; }
.drop { position: fixed; pointer-events: none; inset: 12px; z-index: 6; display: none; place-items: center; border: 3px dashed var(--focus); border-radius: 16px; background: color-mix(in srgb, var(--page) 92%, transparent); font-size: 1.2rem; }
.is-dropping .drop { display: grid; }
.noscript { margin: 20px; }
@media (max-width: 1099px) { .wide-only { display: none; } }
@media (max-width: 860px) {
  .wrap { padding: 0 12px; }
  .top.wrap { padding: 12px; }
  .lead { display: none; }
  h1 { margin-right: auto; }
  .top .field > span { display: none; }
  .actions { gap: 6px; }
  .panes { grid-template-columns: minmax(0, 1fr); }
  .code-panel { height: auto; }
  #editor { height: 46vh; min-height: 260px; flex: none; width: 100%; }
  #diff { max-height: 75vh; }
  .findings .panel { padding: 14px 14px 6px; }
  .code col.number { width: 34px; }
  .code .number { padding: 0 5px 0 2px; font-size: 11px; }
  .saved { margin-left: 0; flex-basis: 100%; }
}
`;
