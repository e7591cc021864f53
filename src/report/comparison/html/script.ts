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
  const status = document.getElementById('treemap-status');
  if (status) {
    status.hidden = false;
    const figure = status.closest('figure');
    const tell = (event) => {
      const tile = event.target.closest('g');
      if (tile) status.textContent = tile.getAttribute('aria-label');
    };
    figure.addEventListener('pointerover', tell);
    figure.addEventListener('focusin', tell);
    figure.addEventListener('keydown', (event) => {
      const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
      const step = steps[event.key];
      const tile = event.target.closest('g');
      if (step === undefined || !tile) return;
      event.preventDefault();
      const tiles = [...tile.parentNode.querySelectorAll('g')];
      const next = tiles[Math.min(Math.max(tiles.indexOf(tile) + step, 0), tiles.length - 1)];
      tile.setAttribute('tabindex', '-1');
      next.setAttribute('tabindex', '0');
      next.focus();
    });
    for (const tile of figure.querySelectorAll('g')) {
      tile.setAttribute('tabindex', tile.previousElementSibling ? '-1' : '0');
    }
  }
  addEventListener('beforeprint', () => { for (const each of document.querySelectorAll('details')) each.open = true; });
})();
`;

/** SHA-256 of the script, by which the page allows this one and no other. A test computes it anew. */
export const SCRIPT_DIGEST = 'sha256-roj9H49SFsNmuCy6F0vzsIx6YwHw8Ck84Jp5gJonnUo=';
