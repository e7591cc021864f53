/**
 * What the page does beyond being read: the choice of light or dark, the tile under the pointer or the focus in words, arrow
 * keys in the treemap, all details open on paper. Without it nothing is missing.
 */
export const SCRIPT = `
(() => {
  const root = document.documentElement;
  const button = document.getElementById('theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const theme = () => root.dataset.theme || (dark.matches ? 'dark' : 'light');
  const label = () => { button.textContent = theme() === 'dark' ? 'Light colours' : 'Dark colours'; };
  button.addEventListener('click', () => { root.dataset.theme = theme() === 'dark' ? 'light' : 'dark'; label(); });
  dark.addEventListener('change', label);
  label();
  button.hidden = false;
  for (const chart of document.querySelectorAll('.treemap svg[role=group]')) {
    const tiles = [...chart.querySelectorAll('g')];
    const status = document.getElementById('treemap-status');
    status.hidden = false;
    const tell = (event) => {
      const tile = event.target.closest('g');
      if (tile) status.textContent = tile.getAttribute('aria-label');
    };
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
    tiles.forEach((tile, index) => tile.setAttribute('tabindex', index === 0 ? '0' : '-1'));
    chart.addEventListener('pointerover', tell);
    chart.addEventListener('focusin', tell);
    chart.addEventListener('keydown', (event) => {
      const step = steps[event.key];
      const from = tiles.indexOf(document.activeElement);
      if (step === undefined || from < 0) return;
      event.preventDefault();
      const to = Math.min(Math.max(from + step, 0), tiles.length - 1);
      tiles[from].setAttribute('tabindex', '-1');
      tiles[to].setAttribute('tabindex', '0');
      tiles[to].focus();
    });
  }
  addEventListener('beforeprint', () => { for (const each of document.querySelectorAll('details')) each.open = true; });
})();
`;

/** SHA-256 of the script, by which the page allows this one and no other. A test computes it anew. */
export const SCRIPT_DIGEST = 'sha256-TXA9MWmYcicXx6hQd1BroQlEWGgswaiIj19oN0oeNiA=';
