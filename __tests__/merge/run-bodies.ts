import fc from 'fast-check';

/** A shell in which RUNs are tried: its SHELL instruction and the command that runs a script. */
export interface TriedShell {
  readonly name: string;
  readonly argv: readonly string[];
}

/** dash and bash, with and without `-e` and `-o pipefail`. */
export const TRIED_SHELLS: readonly TriedShell[] = [
  { name: 'dash', argv: ['/bin/dash', '-c'] },
  { name: 'dash -e', argv: ['/bin/dash', '-ec'] },
  { name: 'bash', argv: ['/bin/bash', '-c'] },
  { name: 'bash -e', argv: ['/bin/bash', '-e', '-c'] },
  { name: 'bash -o pipefail', argv: ['/bin/bash', '-o', 'pipefail', '-c'] },
  { name: 'bash -eo pipefail', argv: ['/bin/bash', '-eo', 'pipefail', '-c'] },
];

/**
 * Commands of the kind that RUNs are made of, each with something to see: output, a file, a mode, a status. They work on
 * few names, so that RUNs meet each other's files, and the merge of such RUNs is called for.
 */
const CHANGING_COMMANDS: readonly string[] = [
  'touch f1',
  'echo one > f2',
  "printf '%s\\n' two >> f2",
  'mkdir d1',
  'mkdir -p d1/d2',
  'rm f1',
  'rm -f f2',
  'rm -rf d1',
  'cp f2 f3',
  'mv f3 d1',
  'chmod 700 f2',
  'ln -s f2 l1',
  'echo "$HOME" > f4',
  "sed -i 's/one/three/' f2",
  'echo "${undefined:-default}" >> f5',
];

const PASSING_COMMANDS: readonly string[] = [
  'cat f2',
  'echo "a b  c"',
  "echo 'x && y; z # w'",
  'echo a\\ b',
  'test -f f2',
  '[ -d d1 ]',
  'true',
  'false',
  'echo err 1>&2',
  'echo "$(cat f2)"',
  'echo `cat f2`',
  'echo f*',
  'echo "# no comment"',
  'echo word#no',
  'A=1 cat f2',
  'echo $((1 + 2))',
];

const STATE_COMMANDS: readonly string[] = [
  'cd d1',
  'cd ..',
  'export V=exported',
  'V=plain',
  'v=lower',
  'umask 077',
  'set -u',
  'set +e',
  'exit 0',
  'exit 3',
  'exec echo exec',
  'trap "echo trapped" EXIT',
  'alias ll=ls',
  'f() { echo function; }',
  'read line < f2',
  'unset HOME',
  'shift',
  '. ./f2',
  'eval "v=1"',
  'set -- p q',
];

const READING_COMMANDS: readonly string[] = [
  'echo "<$V$v>"',
  'pwd',
  'echo $?',
  'echo "$#$*"',
  'ls',
];

const plain = fc.oneof(
  { weight: 16, arbitrary: fc.constantFrom(...CHANGING_COMMANDS) },
  { weight: 4, arbitrary: fc.constantFrom(...PASSING_COMMANDS) },
  { weight: 1, arbitrary: fc.constantFrom(...READING_COMMANDS) },
);
const simple = fc.oneof(
  { weight: 30, arbitrary: plain },
  { weight: 1, arbitrary: fc.constantFrom(...STATE_COMMANDS) },
);

function joined(parts: fc.Arbitrary<string>, joiner: string, most: number): fc.Arbitrary<string> {
  return fc.array(parts, { minLength: 1, maxLength: most }).map((list) => list.join(joiner));
}

const pipeline = fc.oneof(
  { weight: 8, arbitrary: simple },
  {
    weight: 1,
    // `grep -q` would end before it has read all, and under pipefail a SIGPIPE of its writer is a matter of luck.
    arbitrary: fc
      .tuple(plain, fc.constantFrom('cat', 'false', 'sort', 'grep -c .'))
      .map((pair) => pair.join(' | ')),
  },
  { weight: 1, arbitrary: plain.map((command) => `! ${command}`) },
);
const pureList = joined(pipeline, ' && ', 3);
const mixedList = fc
  .array(fc.tuple(pipeline, fc.constantFrom(' && ', ' || ', '; ')), { minLength: 1, maxLength: 3 })
  .chain((pairs) =>
    pipeline.map((last) => pairs.map(([command, joiner]) => command + joiner).join('') + last),
  );
const compound = fc.oneof(
  pureList.map((list) => `( ${list} )`),
  mixedList.map((list) => `( ${list} )`),
  mixedList.map((list) => `{ ${list}; }`),
  fc.tuple(plain, mixedList, plain).map(([a, b, c]) => `if ${a}; then ${b}; else ${c}; fi`),
  fc.tuple(plain, mixedList).map(([a, b]) => `if ${a}; then ${b}; fi`),
  mixedList.map((list) => `for i in 1 2; do ${list}; done`),
  plain.map((command) => `case "$(cat f2)" in one) ${command};; *) echo other;; esac`),
  plain.map((command) => `n=0; while [ $n -lt 2 ]; do ${command}; n=$((n + 1)); done`),
  fc.tuple(plain, plain).map(([a, b]) => `echo "$(${a}; ${b})"`),
  plain.map((command) => `( ${command}; echo after ) | cat`),
);
const element = fc.oneof({ weight: 6, arbitrary: pipeline }, { weight: 1, arbitrary: compound });
const setCommand = fc.constantFrom('set -e', 'set -ex', 'set -eu', 'set -x', 'set -eo pipefail');

/** The script of a RUN in one line. */
const script: fc.Arbitrary<string> = fc.oneof(
  { weight: 10, arbitrary: pureList },
  { weight: 3, arbitrary: joined(element, ' && ', 3) },
  {
    weight: 4,
    arbitrary: fc.tuple(setCommand, joined(element, '; ', 3)).map((pair) => pair.join('; ')),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(setCommand, joined(element, ' && ', 3)).map((pair) => pair.join(' && ')),
  },
  { weight: 2, arbitrary: fc.tuple(setCommand, mixedList).map((pair) => pair.join('; ')) },
  { weight: 3, arbitrary: mixedList },
  { weight: 1, arbitrary: joined(element, '; ', 3) },
);

/** Ends of a script that say nothing, and comments. */
const ending = fc.oneof(
  { weight: 12, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom(' # note', ';', ' ; ', '  # a && b') },
);

/** Breaks of a script into lines: at its top-level operators, and with comment lines in between. */
const lineBreak = fc.constantFrom('none', 'leading', 'trailing', 'commented');

/** A RUN instruction. */
export const runInstruction: fc.Arbitrary<string> = fc
  .tuple(script, ending, lineBreak)
  .map(([text, end, style]) => `RUN ${breakLines(text, style)}${end}`);

function breakLines(text: string, style: string): string {
  if (style === 'none' || text.includes("'x &&")) return text;
  if (style === 'leading')
    return text.replaceAll(' && ', ' \\\n    && ').replaceAll('; ', '; \\\n    ');
  const comment = style === 'commented' ? '    # why\n' : '';
  return text.replaceAll(' && ', ` && \\\n${comment}    `).replaceAll('; ', `; \\\n${comment}    `);
}

/** Two or three RUNs, some with comments or blank lines between them. */
export const runSequence: fc.Arbitrary<readonly string[]> = fc.array(
  fc
    .tuple(fc.constantFrom('', '', '', '\n', '# above\n'), runInstruction)
    .map((pair) => pair.join('')),
  { minLength: 2, maxLength: 3 },
);
