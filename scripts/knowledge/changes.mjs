/** What a table says differently from the one before, so that a refresh can be reviewed. */
import { transformSync } from 'esbuild';

const SHOWN = 12;

/** Evaluates a table: a module of constants without imports. */
export async function evaluate(text) {
  if (text.startsWith('{')) return JSON.parse(text);
  const { code } = transformSync(text, { loader: 'ts' });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

/** A line an entry that came, went or changed, and how many more there are. */
export function changesBetween(before, after) {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  const lines = [];
  for (const [key, value] of now) {
    if (!old.has(key)) lines.push(`+ ${key} ${shorten(value)}`);
    else if (old.get(key) !== value) lines.push(`~ ${key} ${difference(old.get(key), value)}`);
  }
  for (const [key, value] of old) if (!now.has(key)) lines.push(`- ${key} ${shorten(value)}`);
  return lines.length > SHOWN
    ? [...lines.slice(0, SHOWN), `… and ${lines.length - SHOWN} more`]
    : lines;
}

/** The leaves of a value by their path; lines of a text by what stands before their colon. */
function entriesOf(value, path = '') {
  const entries = new Map();
  if (typeof value === 'string' && value.includes('\n')) {
    for (const line of value.split('\n')) {
      const colon = line.indexOf(':');
      const key = colon === -1 ? line : line.slice(0, colon);
      entries.set(`${path} ${key}`, colon === -1 ? '' : line.slice(colon + 1).trim());
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      for (const entry of entriesOf(inner, path === '' ? key : `${path}.${key}`))
        entries.set(...entry);
    }
  } else {
    entries.set(path, String(value));
  }
  return entries;
}

function difference(before, after) {
  const [old, now] = [new Set(before.split(' ')), new Set(after.split(' '))];
  const words = [
    ...[...now].filter((word) => !old.has(word)).map((word) => `+${word}`),
    ...[...old].filter((word) => !now.has(word)).map((word) => `-${word}`),
  ];
  return shorten(words.length === 0 ? 'in its order' : words.join(' '));
}

function shorten(text) {
  return text.length > 140 ? `${text.slice(0, 140)}…` : text;
}
