/** What environment markers are held against: CPython on Linux, x86-64. */
export interface MarkerEnvironment {
  /** CPython's release, major and minor: `3.12`; undefined where it is not known. */
  readonly release: string | undefined;
}

/** The variables whose values are the same in all images of Python on Linux. */
const FIXED: Readonly<Record<string, string>> = {
  implementation_name: 'cpython',
  os_name: 'posix',
  platform_machine: 'x86_64',
  platform_python_implementation: 'CPython',
  platform_system: 'Linux',
  sys_platform: 'linux',
};

type Truth = boolean | undefined;

/**
 * Whether an environment marker holds: `sys_platform == "win32" or python_version < "3.9"`. Undefined where it depends on what is not
 * known (the release, an extra), or can't be read.
 * @see https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers
 */
export function markerHolds(marker: string, environment: MarkerEnvironment): Truth {
  const tokens = tokensOf(marker);
  if (tokens === undefined) return undefined;
  let at = 0;
  const either = (): Truth => {
    let value = both();
    while (tokens[at] === 'or') {
      at += 1;
      const other = both();
      value = negated(conjunction(negated(value), negated(other)));
    }
    return value;
  };
  const both = (): Truth => {
    let value = single();
    while (tokens[at] === 'and') {
      at += 1;
      const other = single();
      value = conjunction(value, other);
    }
    return value;
  };
  const single = (): Truth => {
    if (tokens[at] === '(') {
      at += 1;
      const value = either();
      if (tokens[at] !== ')') return undefined;
      at += 1;
      return value;
    }
    const left = tokens[at];
    let operator = tokens[at + 1];
    at += 2;
    if (operator === 'not' && tokens[at] === 'in') {
      operator = 'not in';
      at += 1;
    }
    const right = tokens[at];
    at += 1;
    return left === undefined || operator === undefined || right === undefined
      ? undefined
      : compare(left, operator, right, environment);
  };
  const value = either();
  return at === tokens.length ? value : undefined;
}

function conjunction(first: Truth, second: Truth): Truth {
  if (first === false || second === false) return false;
  return first === true && second === true ? true : undefined;
}

function negated(value: Truth): Truth {
  return value === undefined ? undefined : !value;
}

const TOKEN = /\s*(\(|\)|"[^"]*"|'[^']*'|===|[<>=!~]=|[<>]|[\w.]+)\s*/gy;

function tokensOf(marker: string): readonly string[] | undefined {
  const matches = [...marker.matchAll(TOKEN)];
  const length = matches.reduce((sum, [text]) => sum + text.length, 0);
  return length === marker.length ? matches.flatMap((match) => match[1] ?? []) : undefined;
}

const TURNED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function compare(
  left: string,
  operator: string,
  right: string,
  environment: MarkerEnvironment,
): Truth {
  const literal = /^["'](.*)["']$/.exec(right)?.[1];
  if (literal === undefined) {
    // `"3.8" > python_version`, and `"linux" in sys_platform`.
    const turned = /^["'](.*)["']$/.exec(left)?.[1];
    if (turned === undefined) return undefined;
    const value = Object.hasOwn(FIXED, right) ? FIXED[right] : undefined;
    if (operator === 'in' || operator === 'not in') {
      return value === undefined ? undefined : value.includes(turned) === (operator === 'in');
    }
    return compare(right, TURNED[operator] ?? operator, left, environment);
  }
  if (left === 'python_version' || left === 'python_full_version') {
    return compareRelease(left, operator, literal, environment.release);
  }
  const value = Object.hasOwn(FIXED, left) ? FIXED[left] : undefined;
  if (value === undefined) return undefined;
  switch (operator) {
    case '==':
    case '===':
      return value === literal;
    case '!=':
      return value !== literal;
    case 'in':
      return literal.includes(value);
    case 'not in':
      return !literal.includes(value);
    default:
      return undefined;
  }
}

function compareRelease(
  variable: string,
  operator: string,
  literal: string,
  release: string | undefined,
): Truth {
  if (release === undefined) return undefined;
  const own = release.split('.').map(Number);
  if (operator === 'in' || operator === 'not in') {
    return literal.split(/[\s,]+/).includes(release) === (operator === 'in');
  }
  const isWild = literal.endsWith('.*');
  const given = literal.replace(/\.\*$/, '').split('.').map(Number);
  if (given.some(Number.isNaN)) return undefined;
  const difference = (index: number): number => (own[index] ?? 0) - (given[index] ?? 0);
  const coarse = difference(0) || difference(1);
  const isFull = variable === 'python_full_version';
  if (isWild) {
    const same = given.length < 2 ? difference(0) === 0 : coarse === 0 && given.length === 2;
    return operator === '==' ? same : operator === '!=' ? !same : undefined;
  }
  // The patch number of an image's Python is not known: an equal minor number leaves it open.
  const isOpen = isFull && coarse === 0;
  const order = coarse || (isFull ? 0 : difference(2));
  const patch = given[2] ?? 0;
  switch (operator) {
    case '==':
    case '===':
      return isOpen ? undefined : order === 0;
    case '!=':
      return isOpen ? undefined : order !== 0;
    case '<':
      return isOpen ? (patch === 0 ? false : undefined) : order < 0;
    case '<=':
      return isOpen ? undefined : order <= 0;
    case '>':
      return isOpen ? undefined : order > 0;
    case '>=':
      return isOpen ? (patch === 0 ? true : undefined) : order >= 0;
    case '~=':
      return isOpen && patch > 0
        ? undefined
        : order >= 0 && own[0] === given[0] && (given.length < 3 || difference(1) === 0);
    default:
      return undefined;
  }
}
