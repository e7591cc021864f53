import type { Site } from '../../site.js';
import { buildSteps } from '../common/build-steps.js';

/**
 * Whether poetry is told something by its variable or by `poetry config`.
 * @see https://python-poetry.org/docs/configuration/#virtualenvscreate
 */
export function isPoetryConfigured(
  setting: string,
  variable: string,
  value: string,
  site: Site,
  valueOf: (name: string) => string | undefined,
): boolean {
  const set = valueOf(variable);
  if (set !== undefined)
    return (
      set.toLowerCase() === value ||
      (value === 'true' && set === '1') ||
      (value === 'false' && set === '0')
    );
  return buildSteps(
    site,
    site.stage.instructions.filter(({ keyword }) => keyword === 'RUN'),
  ).some(
    ({ name, words }) =>
      name === 'poetry' &&
      words[0] === 'config' &&
      words.some((word, index) => word === setting && words[index + 1] === value),
  );
}
