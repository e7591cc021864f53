import fc from 'fast-check';

/** Spaces, in the sense of one or another of the rules that BuildKit's parser follows. */
const space = fc.constantFrom(
  ' ',
  ' ',
  ' ',
  '  ',
  '\t',
  '\v',
  '\f',
  '\r',
  '\u00a0',
  '\u0085',
  '\u2003',
  '',
);

const keyword = fc.constantFrom(
  ...[
    'RUN',
    'RUN',
    'RUN',
    'RUN',
    'run',
    'COPY',
    'COPY',
    'ADD',
    'FROM',
    'from',
    'ENV',
    'ARG',
    'LABEL',
    'CMD',
  ],
  ...[
    'ENTRYPOINT',
    'HEALTHCHECK',
    'ONBUILD',
    'ONBUILD RUN',
    'onbuild copy',
    'ONBUILD ENV',
    'SHELL',
    'VOLUME',
  ],
  ...[
    'WORKDIR',
    'USER',
    'EXPOSE',
    'STOPSIGNAL',
    'MAINTAINER',
    'ONBUILD ONBUILD',
    'wor\u212adir',
    'RUN\u00a0x',
    'NOPE',
  ],
  ...['U\u017fER', 'HEALTHCHECK CMD', 'HEALTHCHECK NONE', 'FROM a AS', 'FROM b a\u017f'],
);

const heredocName = fc.constantFrom(
  ...[
    'EOF',
    'EOF',
    "'EOF'",
    '"EOF"',
    'E"O"F',
    'E\\OF',
    '"E OF"',
    '\ufeffEOF',
    '$X',
    '${X}',
    '${X:-a b}',
  ],
  ...['EOF>/x', 'EOF;', "'EOF", '', '""', 'eof', 'É', '\u{1f40b}'],
);
const heredoc = fc
  .tuple(
    fc.constantFrom('', '', '', '3', '0', '12', 'x', '99999999999999999999'),
    fc.constantFrom('<<', '<<', '<<', '<<-', '<<-', '<<<', '< <', '<<<<'),
    fc.constantFrom('', '', '', ' ', '\t', '\r', '\u00a0'),
    heredocName,
  )
  .map((parts) => parts.join(''));

const flag = fc.constantFrom(
  ...[
    '--from=a',
    '--link',
    '--link=no',
    '--link=',
    '--chown=a:b',
    '--platform=linux/amd64',
    '--platform=$X',
    '--',
  ],
  ...[
    '--mount=type=cache,target=/a',
    '--mount=from=$a',
    '--mount=from=a$',
    '--mount="a"b',
    '--mount=\\"a,b\\"',
    '--mount=',
  ],
  ...[
    '--mount=type=bind,\\"from=${x}\\"',
    '--mount=\\"a\\"\\"b\\"',
    '--network=none',
    '--network=x',
    '--network=host --network=host',
  ],
  ...[
    '--device=a',
    '--device=a,b',
    '--device=a,required',
    '--device=name=a,name=b',
    '--device=required=x,a',
    '--device=k=v',
  ],
  ...[
    '--interval=5s',
    '--interval=5',
    '--timeout=1.5m',
    '--timeout=.s',
    '--timeout=999us',
    '--timeout=-1s',
    '--timeout=0',
  ],
  ...[
    '--start-period=1h2m3.5s',
    '--start-interval=µs',
    '--start-interval=3µs',
    '--interval=9999999h',
    '--interval=',
    '--interval',
  ],
  ...[
    '--retries=3',
    '--retries=-1',
    '--retries=+2',
    '--retries=1_0',
    '--retries=9999999999',
    '--exclude=a --exclude=b',
  ],
  ...[
    "--from='a b'",
    '--from="a',
    '--from=a\\ b',
    '--from=à',
    '--from=†x',
    '--from=é†',
    '--x',
    '--keep-git-dir=TRUE',
    '--"x"',
    '-- --from=a',
  ],
);

const word = fc.constantFrom(
  ...[
    'a',
    'b',
    '/x',
    'x=y',
    '=y',
    'x=',
    '"a b"',
    "'a b'",
    '"',
    "'",
    '\\',
    '\\\\',
    '`',
    '\\"',
    "\\'",
    '\\ ',
    '$X',
    '${X}',
  ],
  ...[
    '${X:-y}',
    '${X:-<<EOF}',
    '${X',
    '${}',
    '${X/a/b}',
    '${X#*}',
    '$(',
    '#',
    '&&',
    '|',
    ';',
    '[',
    ']',
    '["a","b"]',
    '["a"',
  ],
  ...[
    '["a", 1]',
    '[]',
    '["a","<<EOF"]',
    '[1e999]',
    '["\\u0041"]',
    'AS',
    'as',
    'b1',
    'B',
    '1b',
    'b_c',
    'b@',
    'scratch',
    'CMD',
    'NONE',
  ],
  ...[
    'é',
    '\u{1f40b}',
    '\u00a0',
    '\ufeff',
    '\u2028',
    '\u0001',
    '[ "a" ]',
    'x="a b"',
    "x='a",
    'x=a\\ b',
    '<',
    '<<',
    '>',
    '«à»',
    '80',
  ],
);

const lineContent = fc
  .tuple(
    fc.oneof({ arbitrary: fc.constant(''), weight: 5 }, { arbitrary: space, weight: 1 }),
    keyword,
    space.map((text) => (text === '' ? ' ' : text)),
    fc.array(fc.tuple(flag, space), { maxLength: 2 }),
    fc.array(
      fc.tuple(fc.oneof({ arbitrary: word, weight: 4 }, { arbitrary: heredoc, weight: 1 }), space),
      { maxLength: 4 },
    ),
  )
  .map(([indent, name, gap, flags, words]) =>
    [indent, name, gap, ...[...flags, ...words].flat()].join(''),
  );

const continuation = fc.constantFrom(
  '',
  '',
  '',
  '',
  '\\',
  '\\',
  '\\ ',
  '\\\t',
  '\\\\',
  '\\\\\\',
  '`',
  '` ',
  ' \\',
  '\\\r',
  '\\\u00a0',
);

const otherLine = fc.constantFrom(
  ...[
    '',
    '',
    ' ',
    '\t',
    '\u00a0',
    '\f',
    '\\',
    ' \\',
    '\\ ',
    '# c',
    '#',
    '  # c \\',
    '\u00a0# c',
    '\f# c',
    '#c `',
  ],
  ...[
    'EOF',
    'EOF',
    'EOF',
    '\tEOF',
    '\t\tEOF',
    ' EOF',
    'EOF ',
    '$X',
    '${X}',
    'eof',
    'E OF',
    'É',
    '\u{1f40b}',
    'EOF>/x',
    'EOF;',
  ],
  ...['&& b \\', 'b', '# escape=`', '\\\\', '`'],
);

const directive = fc.constantFrom(
  ...[
    '# escape=`',
    '# escape=\\',
    '#escape = `',
    '# ESCAPE=`',
    '# escape=x',
    '# escape=',
    '# escape=``',
    '# syntax=x',
    '#syntax=a b',
  ],
  ...[
    '# check=skip=all',
    '# foo=bar',
    '# hello world = x',
    '',
    '// syntax=x',
    '  # escape=`  ',
    '\u00a0# escape=`',
    '# escape=`\r',
  ],
  ...['# escape\u00a0=`', '# escape=\u00a0`', '# \u017fyntax=x', '# escape=`\u2028'],
);

const line = fc.oneof(
  { arbitrary: fc.tuple(lineContent, continuation).map((parts) => parts.join('')), weight: 5 },
  {
    arbitrary: fc.constantFrom('RUN a', 'COPY a b', 'FROM a AS b', 'ENV a=b c=d', 'CMD ["a"]'),
    weight: 3,
  },
  { arbitrary: otherLine, weight: 4 },
  {
    arbitrary: fc
      .tuple(
        fc.constantFrom('RUN', 'COPY', 'ADD', 'ONBUILD RUN', 'CMD'),
        heredoc,
        fc.constantFrom('', ' /x', ' <<B'),
        otherLine,
      )
      .map(
        ([name, start, rest, body]) =>
          `${name} ${start}${rest}\n${body}\nEOF${rest === ' <<B' ? '\nB' : ''}`,
      ),
    weight: 2,
  },
);

const tameWord = fc.constantFrom(
  ...[
    'a',
    '/x',
    'x=y',
    '"a b"',
    "'a b'",
    '"',
    "'",
    '\\',
    '\\\\',
    '`',
    '\\"',
    "\\'",
    '\\ ',
    '$X',
    '${X}',
    '${X',
    '${}',
    '#',
  ],
  ...[
    '${X:-y}',
    '${X:-<<EOF}',
    '${X/a/b}',
    '$(',
    '&&',
    '|',
    ';',
    '["a","b"]',
    '["a"',
    'é',
    '\u{1f40b}',
    '\u00a0',
    '\u2028',
  ],
  ...[
    '"<<EOF"',
    "'<<EOF'",
    '\\<<EOF',
    '<<<EOF',
    '<',
    '>',
    '2>&1',
    '$((1<2))',
    '"\\\\<<EOF"',
    '"a\\"b <<EOF"',
    "'<<EOF",
    '<<\\',
  ],
);
const tameFlags = fc.constantFrom(
  '',
  '',
  '',
  '',
  '--mount=type=cache,target=/a ',
  '--network=none ',
  "--mount='type=tmpfs,target=/a b' ",
);
const tameRun = fc
  .tuple(
    fc.constantFrom('RUN ', 'run ', 'RUN\t', ' RUN ', 'ONBUILD RUN '),
    tameFlags,
    fc.array(fc.tuple(tameWord, space), { minLength: 1, maxLength: 5 }),
    continuation,
  )
  .map(([name, flags, words, end]) =>
    [name, name.startsWith('O') ? '' : flags, ...words.flat(), end].join(''),
  );
const tameHeredoc = fc
  .tuple(
    fc.constantFrom('RUN cat', 'RUN', 'ADD', 'COPY --link', 'ONBUILD RUN', 'ONBUILD COPY a'),
    fc.constantFrom('', '', '3', '0', '12'),
    fc.constantFrom('<<', '<<', '<<-'),
    fc.constantFrom(
      ...[
        ['EOF', 'EOF'],
        ["'EOF'", 'EOF'],
        ['"EOF"', 'EOF'],
        ['E"O"F', 'EOF'],
        ['E\\OF', 'EOF'],
        ['$X', '$X'],
        ['${X}', '${X}'],
      ],
      ...[
        ['É', 'É'],
        ['EOF;', 'EOF;'],
        ['EOF>/x', 'EOF>/x'],
        ['\u{1f40b}', '\u{1f40b}'],
        ['"E\'F"', "E'F"],
        ['${X:-a}', '${X:-a}'],
      ],
      ...[
        ['a${X:-b}', 'a${X:-b}'],
        ['EOF\\\\', 'EOF\\'],
      ],
    ),
    fc.constantFrom(' /x', ' b /x', ' \\\n  /x', ' \\\n# c\n\n /x \\'),
    fc.array(fc.oneof(otherLine, tameRun), { maxLength: 3 }),
  )
  .map(([name, fd, start, [delimiter = '', end = ''], rest, body]) =>
    [`${name} ${fd}${start}${delimiter}${rest}`, ...body, end].join('\n'),
  );
const tameLine = fc.oneof(
  { arbitrary: tameRun, weight: 4 },
  { arbitrary: tameHeredoc, weight: 3 },
  {
    arbitrary: fc.constantFrom(
      ...[
        'ENV a=b \\\n  c="d e"',
        'COPY ["a b", "c"]',
        'CMD ["a"]',
        'HEALTHCHECK --interval=5s CMD <<EOF',
        'LABEL a b',
        'USER a',
      ],
      ...[
        'FROM b AS c',
        'FROM --platform=$X c',
        'ARG a b=c',
        'EXPOSE 80 81',
        'ONBUILD ENV a b',
        'VOLUME ["/a"]',
        'SHELL ["a"]',
      ],
    ),
    weight: 3,
  },
  {
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '# c',
      '#',
      '\u00a0',
      '  # c \\',
      '\f# c',
      '# escape=`',
      '\\\n# c\n\nRUN a',
      '\\\nUSER a',
    ),
    weight: 2,
  },
);
const tameDirective = fc.constantFrom(
  ...[
    '# escape=`',
    '# escape=\\',
    '#escape = `',
    '# syntax=x',
    '#syntax=a b',
    '# foo=bar',
    '# hello world = x',
    '',
  ],
);

/** Texts that look like Dockerfiles from afar: continuations, comments, heredocs, quotes, odd spaces, line ends. */
export const soup: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '', '', '\ufeff', '\ufeff\ufeff'),
    fc.oneof(
      fc.tuple(
        fc.array(directive, { maxLength: 3 }),
        fc.constantFrom('FROM a', 'FROM a', 'FROM a', 'ARG x=1\nFROM a', 'ARG x', ''),
        fc.array(line, { maxLength: 7 }),
      ),
      ...[1, 2, 3].map(() =>
        fc.tuple(
          fc.array(tameDirective, { maxLength: 1 }),
          fc.constantFrom('FROM a', 'FROM a', 'ARG x="1"\nFROM a'),
          fc.array(tameLine, { maxLength: 6 }),
        ),
      ),
    ),
    fc.constantFrom('\n', '\n', '\n', '\r\n', '\r\r\n', '\r'),
    fc.boolean(),
  )
  .map(([mark, [directives, from, lines], end, isEnded]) => {
    const all = [...directives, from, ...lines].join('\n').replaceAll('\n', end);
    return mark + all + (isEnded ? end : '');
  });

/** A text with a few lines removed, repeated, exchanged, or a piece of soup put in between. */
export function mutated(text: string): fc.Arbitrary<string> {
  const lines = text.split('\n');
  const place = fc.nat(Math.max(0, lines.length - 1));
  const change = fc.tuple(
    fc.constantFrom('remove', 'repeat', 'insert', 'append', 'cut', 'swap'),
    place,
    place,
    fc.oneof(
      line,
      otherLine,
      continuation,
      heredoc.map((start) => ` ${start}`),
    ),
    fc.nat(200),
  );
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const result = [...lines];
    for (const [kind, at, other, piece, column] of changes) {
      const current = result[at] ?? '';
      if (kind === 'remove') result.splice(at, 1);
      else if (kind === 'repeat') result.splice(at, 0, current);
      else if (kind === 'insert') result.splice(at, 0, piece);
      else if (kind === 'append') result[at] = current + piece;
      else if (kind === 'cut') result[at] = current.slice(0, column) + current.slice(column + 1);
      else {
        result[at] = result[other] ?? '';
        result[other] = current;
      }
    }
    return result.join('\n').replace(/\p{Surrogate}/gu, '\ufffd');
  });
}
