import { readFileSync } from 'node:fs';
import process from 'node:process';
import type { BuildSettings } from './session.js';

/** Shown in place of a secret value. */
const MASK = '***';

/** Shorter lines of a secret of several lines are no secrets (`{`), and masking them would spoil what is shown. */
const SHORTEST_LINE = 6;

/** The names of build arguments that people give secret values to, although every one of them is in the image's history. */
const SECRET_NAME = /pass|secret|token|key|credential|auth/i;

/**
 * Makes a function that takes the values of the secrets of a build out of a text: of `--secret`, read from the
 * environment or its file, and of build arguments that are called like one.
 */
export function createMask(settings: BuildSettings): (text: string) => string {
  const values = [
    ...settings.secrets.flatMap(secretValues),
    ...settings.buildArguments.flatMap(argumentValues),
  ].filter((value) => value !== '');
  // The longest first, because one may be part of another.
  const ordered = [...new Set(values)].sort((a, b) => b.length - a.length);
  return (text) => ordered.reduce((masked, value) => masked.replaceAll(value, MASK), text);
}

/** @see https://docs.docker.com/reference/cli/docker/buildx/build/#secret */
function secretValues(option: string): readonly string[] {
  const fields = new Map(
    option.split(',').map((field) => {
      const at = field.indexOf('=');
      return at === -1 ? [field, ''] : [field.slice(0, at).toLowerCase(), field.slice(at + 1)];
    }),
  );
  const file = fields.get('src') ?? fields.get('source');
  const type = fields.get('type');
  const id = fields.get('id');
  const variable = fields.get('env') ?? (type === 'env' ? (file ?? id) : undefined);
  // Without a source the client takes the variable of that name, else the file.
  const text =
    variable === undefined && file === undefined
      ? environment(id) || content(id)
      : environment(variable) || content(file);
  const lines = text.split('\n').map((line) => line.trim());
  return [text.trim(), ...lines.filter((line) => line.length >= SHORTEST_LINE)];
}

function argumentValues(option: string): readonly string[] {
  const at = option.indexOf('=');
  const name = at === -1 ? option : option.slice(0, at);
  if (!SECRET_NAME.test(name)) return [];
  return [at === -1 ? environment(name) : option.slice(at + 1)];
}

function environment(name: string | undefined): string {
  return name === undefined ? '' : (process.env[name] ?? '');
}

/** A file that can't be read is the client's to complain of. */
function content(path: string | undefined): string {
  if (path === undefined) return '';
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
