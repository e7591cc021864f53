/** The `--network` values of RUN (frontend/dockerfile/instructions/commands_runnetwork.go). */
const NETWORKS: ReadonlySet<string> = new Set(['default', 'none', 'host']);
/** The `--security` values of RUN (frontend/dockerfile/instructions/commands_runsecurity.go). */
const SECURITY_MODES: ReadonlySet<string> = new Set(['insecure', 'sandbox']);

/**
 * Why BuildKit rejects the value of a RUN flag when it parses the file. What it checks only after it has put variables in
 * (the types and most keys of `--mount`) is not checked here.
 */
export function runFlagProblem(name: string, value: string): string | undefined {
  switch (name) {
    case 'network':
      return NETWORKS.has(value) ? undefined : '--network takes default, none or host';
    case 'security':
      return SECURITY_MODES.has(value) ? undefined : '--security takes insecure or sandbox';
    case 'mount':
      return mountProblem(value);
    case 'device':
      return deviceProblem(value);
    default:
      return undefined;
  }
}

function mountProblem(value: string): string | undefined {
  const fields = splitCommaFields(value);
  if (fields === undefined) return `--mount=${value} is no list of key=value fields`;
  for (const field of fields) {
    const { key, value: from } = splitField(field);
    if (key !== 'from' || from === undefined) continue;
    const dollar = from.indexOf('$');
    if (dollar !== -1 && dollar !== from.length - 1) {
      return 'from= of --mount takes no variable';
    }
  }
  return undefined;
}

function deviceProblem(value: string): string | undefined {
  const fields = splitCommaFields(value);
  if (fields === undefined) return `--device=${value} is no list of fields`;
  let device = '';
  for (const field of fields) {
    const { key, value: fieldValue } = splitField(field);
    if (key === 'required') {
      if (fieldValue !== undefined && !GO_BOOLEAN.test(fieldValue)) {
        return 'required= of --device takes true or false';
      }
    } else if (key === 'name' && fieldValue !== undefined) {
      if (device !== '') return '--device names two devices';
      device = fieldValue;
    } else if (device === '') {
      device = field;
    } else {
      return `${field} is no field of --device`;
    }
  }
  return undefined;
}

/** What Go's `strconv.ParseBool` takes. */
const GO_BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

function splitField(field: string): { readonly key: string; readonly value: string | undefined } {
  const equals = field.indexOf('=');
  return equals === -1
    ? { key: field.toLowerCase(), value: undefined }
    : { key: field.slice(0, equals).toLowerCase(), value: field.slice(equals + 1) };
}

/** The fields of one line of comma-separated values, by RFC 4180; undefined where a quote is misplaced or there is none. */
export function splitCommaFields(line: string): readonly string[] | undefined {
  if (line === '') return undefined;
  const fields: string[] = [];
  const FIELD = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/gy;
  for (;;) {
    const match = FIELD.exec(line);
    if (match === null) return undefined;
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '') return fields;
    if (FIELD.lastIndex === line.length) return [...fields, ''];
  }
}

/** Nanoseconds in the units of Go's `time.ParseDuration`. */
const NANOSECONDS: ReadonlyMap<string, number> = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['\u00b5s', 1e3],
  ['\u03bcs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
]);

/** The nanoseconds of a duration such as `1m30s`, as Go's `time.ParseDuration` reads it; undefined where it is none. */
export function parseDuration(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = /^[-+]/.test(text) ? text.slice(1) : text;
  if (digits === '0') return 0;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)[^\d.]+)+$/.test(digits)) return undefined;
  let total = 0;
  for (const [, number = '', unit = ''] of digits.matchAll(/([\d.]+)([^\d.]+)/g)) {
    const factor = NANOSECONDS.get(unit);
    if (factor === undefined) return undefined;
    total += Math.trunc(Number(number) * factor);
  }
  return total < 2 ** 63 ? sign * total : undefined;
}

const LARGEST_RETRIES = 2 ** 31 - 1;

/** Why BuildKit rejects the value of a HEALTHCHECK flag. An empty value means the default. */
export function healthcheckFlagProblem(name: string, value: string): string | undefined {
  if (value === '') return undefined;
  if (name === 'retries') {
    return /^[-+]?\d+$/.test(value) && Number(value) >= 0 && Number(value) <= LARGEST_RETRIES
      ? undefined
      : '--retries takes a whole number from 0';
  }
  const duration = parseDuration(value);
  if (duration === undefined) return `--${name} takes a duration such as 30s`;
  return duration === 0 || duration >= 1e6 ? undefined : `--${name} is shorter than 1ms`;
}
