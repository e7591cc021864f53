/** How many colours groups of the treemap have; the last is that of all others. */
export const GROUP_COLOURS = 8;

const LIGHT_GROUPS = [
  '#9cc5f7',
  '#86d9c8',
  '#f6ca70',
  '#f5a98f',
  '#c6b5f5',
  '#b0dc8f',
  '#f2abcb',
  '#c9d0d9',
];
const DARK_GROUPS = [
  '#1d4e89',
  '#125e56',
  '#72500a',
  '#8a3c24',
  '#513e93',
  '#3b6122',
  '#822f59',
  '#454f5c',
];

/** The colours on light paper. */
export const LIGHT = `
  --page: #f3f5f8; --surface: #ffffff; --sunken: #eef1f5; --line: #d9dfe6;
  --ink: #141a22; --soft: #50596a;
  --before: #b45309; --before-bar: #e58a2c; --before-wash: #fdf0e1;
  --after: #0f6e64; --after-bar: #15a394; --after-wash: #e2f5f1;
  --lost: #b3261e; --lost-wash: #fdebe9; --gained: #14692e; --gained-wash: #e5f6e9;
  --focus: #1f5fbf;
  ${LIGHT_GROUPS.map((colour, index) => `--group-${index}: ${colour};`).join(' ')}`;

/** The colours in the dark. */
export const DARK = `
  --page: #0c1016; --surface: #151b23; --sunken: #1d2530; --line: #2d3744;
  --ink: #e8edf3; --soft: #a3afbd;
  --before: #f2a65a; --before-bar: #d9822b; --before-wash: #34240f;
  --after: #43d3bf; --after-bar: #1fa897; --after-wash: #0d2f2b;
  --lost: #ff9a90; --lost-wash: #3a1c1a; --gained: #7bdc92; --gained-wash: #12301b;
  --focus: #7db4ff;
  ${DARK_GROUPS.map((colour, index) => `--group-${index}: ${colour};`).join(' ')}`;

/** The style of the page: light and dark, a phone and a desk, a screen and paper. */
export const STYLE = `
:root { color-scheme: light; ${LIGHT} }
@media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { color-scheme: dark; ${DARK} } }
@media screen { :root[data-theme="dark"] { color-scheme: dark; ${DARK} } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; scroll-padding-top: 1rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
code, pre, .code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .875em; }
code { unicode-bidi: isolate; overflow-wrap: anywhere; }
a { color: inherit; text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--surface); padding: .5rem 1rem; z-index: 2; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.wrap { max-width: 1160px; margin: 0 auto; padding: 0 20px; }
header.top { padding-top: 22px; }
.brand { display: flex; align-items: center; justify-content: space-between; gap: 1rem; min-height: 36px; }
.brand p { margin: 0; display: flex; align-items: center; gap: .55rem; font-weight: 650; letter-spacing: -.01em; }
.brand svg { display: block; }
.brand .soft { font-weight: 400; }
button { font: inherit; font-size: .875rem; color: var(--ink); background: var(--surface); border: 1px solid var(--line);
  border-radius: 999px; padding: .35rem .9rem; cursor: pointer; }
button:hover { border-color: var(--soft); }
h1 { font-size: clamp(1.35rem, 1rem + 1.6vw, 2.1rem); line-height: 1.25; letter-spacing: -.02em; margin: 26px 0 6px; font-weight: 700; }
h1 code { font-size: .92em; font-weight: 600; letter-spacing: -.03em; }
h1 .arrow { color: var(--soft); font-weight: 400; padding: 0 .15em; }
h2 { font-size: 1.3rem; letter-spacing: -.015em; margin: 0 0 4px; line-height: 1.3; }
h3 { font-size: 1rem; margin: 26px 0 8px; }
p { margin: 0 0 12px; }
.soft { color: var(--soft); }
.note { color: var(--soft); max-width: 75ch; }
.numeric { font-variant-numeric: tabular-nums; white-space: nowrap; }
.before { color: var(--before); } .after { color: var(--after); }
.lost { color: var(--lost); } .gained { color: var(--gained); }
section, .hero { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: 24px; margin: 18px 0; }
.hero { display: grid; grid-template-columns: minmax(220px, 300px) 1fr; gap: 14px 40px; align-items: center; margin-top: 22px; }
.headline { margin: 0; }
.headline strong { display: block; font-size: clamp(2.8rem, 2rem + 3.6vw, 4.4rem); line-height: 1; letter-spacing: -.045em; font-weight: 750;
  font-variant-numeric: tabular-nums; white-space: nowrap; }
.headline span { display: block; margin-top: 10px; font-size: 1.05rem; }
.scale { margin: 0; }
.scale > div { margin: 0 0 14px; } .scale > div:last-child { margin-bottom: 0; }
.scale dt { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; font-weight: 600; }
.scale dt code { font-weight: 500; font-size: .9em; }
.scale dt .numeric { font-size: 1.1rem; }
.scale dd { margin: 6px 0 0; }
.stack { display: block; width: 100%; height: 34px; border-radius: 7px; background: var(--sunken); overflow: hidden; }
.stack svg { display: block; width: 100%; height: 100%; }
.stack rect { stroke: var(--surface); stroke-width: 2px; vector-effect: non-scaling-stroke; }
.stack .is-before { fill: var(--before-bar); } .stack .is-after { fill: var(--after-bar); }
dd .exact { display: block; margin-top: 4px; font-size: .875rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 14px; margin: 18px 0; padding: 0; }
.cards > div { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: 16px 18px; }
.cards dt { color: var(--soft); font-size: .9rem; }
.cards dd { margin: 2px 0 0; }
.cards .value { font-size: 1.4rem; font-weight: 680; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.cards .detail { font-size: .875rem; color: var(--soft); }
.cards .detail span { white-space: nowrap; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 18px; padding: 0; margin: 0; font-size: .9375rem; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 10px 32px; }
.layers { list-style: none; margin: 0; padding: 0; }
.layers > li { display: contents; }
.layer { min-width: 0; padding: 6px 0 8px; border-top: 1px solid var(--line); }
.layer.empty { border-top-color: transparent; }
.layer .title { display: flex; gap: 12px; align-items: baseline; justify-content: space-between; }
.layer .title code { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.bar { display: block; height: 12px; margin-top: 5px; border-radius: 3px; background: var(--sunken); overflow: hidden; }
.bar > span { display: block; height: 100%; min-width: 2px; border-radius: 3px; }
.bar .is-before { background: var(--before-bar); } .bar .is-after { background: var(--after-bar); }
.badge { display: inline-block; font-size: .78rem; line-height: 1.5; padding: 0 .55em; border-radius: 999px; border: 1px solid var(--line);
  background: var(--sunken); color: var(--ink); white-space: nowrap; }
.badge.is-lost { background: var(--lost-wash); color: var(--lost); border-color: transparent; }
.badge.is-gained { background: var(--gained-wash); color: var(--gained); border-color: transparent; }
.columns > .heading { font-weight: 650; display: flex; justify-content: space-between; gap: 1rem; }
figure { margin: 14px 0 0; }
figcaption { margin-top: 10px; }
.treemap > svg { display: block; width: 100%; height: auto; border-radius: 8px; }
.treemap > .narrow { display: none; }
.treemap rect { stroke: var(--surface); stroke-width: 1.5px; }
.treemap text { fill: var(--ink); font-size: 13px; pointer-events: none; }
.treemap .narrow text { font-size: 14px; }
.treemap text.size { font-size: 12px; }
.treemap g:hover rect, .treemap g:focus rect { stroke: var(--ink); stroke-width: 3px; }
.treemap g:focus { outline: none; }
${LIGHT_GROUPS.map((_, index) => `.group-${index} { fill: var(--group-${index}); background: var(--group-${index}); }`).join('\n')}
.group-hidden { fill: var(--sunken); background: var(--sunken); outline: 1px dashed var(--soft); outline-offset: -1px; }
.treemap rect.group-hidden { stroke: var(--soft); stroke-dasharray: 3 3; outline: none; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 10px 0 0; padding: 0; font-size: .9375rem; }
.legend .swatch { display: inline-block; width: .85em; height: .85em; border-radius: 3px; margin-right: .5em; vertical-align: -.06em; }
.status { margin: 8px 0 0; font-size: .9375rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th { text-align: left; font-weight: 600; color: var(--soft); font-size: .875rem; }
th, td { padding: 7px 14px 7px 0; border-top: 1px solid var(--line); vertical-align: top; }
thead th { border-top: 0; white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
tbody th { color: var(--ink); font-size: inherit; font-weight: 400; }
.right { text-align: right; }
td .bar { width: 100%; min-width: 90px; margin-top: 6px; }
details { margin-top: 6px; }
.version { display: block; font-size: .9em; }
summary { cursor: pointer; font-weight: 600; padding: 4px 0; width: fit-content; }
.diff { border: 1px solid var(--line); border-radius: 10px; overflow: hidden; margin-top: 10px; font-size: .8125rem; }
.diff .row { display: grid; grid-template-columns: 3.2em minmax(0, 1fr) 3.2em minmax(0, 1fr); }
.diff .heading { background: var(--sunken); font-weight: 600; font-family: inherit; }
.diff .heading > * { grid-column: span 2; padding: 6px 12px; }
.diff .number { color: var(--soft); text-align: right; padding: 1px 8px 1px 4px; user-select: none; background: var(--sunken); }
.diff .text { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1px 10px 1px calc(10px + 1.2em); text-indent: -1.2em; tab-size: 4; }
.diff .text::before { content: attr(data-mark); display: inline-block; width: 1.2em; text-indent: 0; color: var(--soft); }
.diff .removed { background: var(--lost-wash); } .diff .added { background: var(--gained-wash); }
.diff .gap > * { grid-column: 1 / -1; padding: 3px 12px; background: var(--sunken); color: var(--soft); }
.reasons { list-style: none; margin: 0; padding: 0; }
.reasons li { padding: 8px 0; border-top: 1px solid var(--line); }
.reasons p { margin: 2px 0 0; }
.paths { columns: 2 26rem; column-gap: 32px; padding-left: 1.2rem; margin: 8px 0; }
.paths li { break-inside: avoid; }
.commands { line-height: 1.9; max-height: 12em; overflow-y: auto; }
.commands code { background: var(--sunken); border-radius: 4px; padding: .1em .4em; margin-right: .1em; }
.parts { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 28px; margin: 0; padding: 0; }
footer { padding-top: 8px; padding-bottom: 40px; font-size: .875rem; color: var(--soft); }
@media screen and (max-width: 760px) {
  section, .hero { padding: 18px 16px; border-radius: 12px; }
  .wrap { padding: 0 12px; }
  .hero { grid-template-columns: 1fr; gap: 22px; }
  .columns { gap: 10px 16px; }
  .layer .title { display: block; }
  .layer .title .numeric { display: block; }
  .treemap > .wide { display: none; } .treemap > .narrow { display: block; }
  .diff .row { grid-template-columns: 2.8em minmax(0, 1fr); }
  .diff .heading, .diff .same .of-after, .diff .none { display: none; }
  .optional { display: none; }
}
@media print {
  body { background: #fff; font-size: 12px; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  button, nav, .skip, .status { display: none; }
  section, .hero { break-inside: auto; border-color: #ccc; }
  .layer, tr, .treemap > svg, .diff .row { break-inside: avoid; }
}
`;
