/** A text that the library dockerfile-ast reads wrongly, named by the class of the defect. */
export interface KnownDefect {
  readonly name: string;
  readonly text: string;
  /** BuildKit rejects the text. */
  readonly isRejected?: true;
  /** The two readers see the same instructions all the same: the defect lies in what they make of an instruction. */
  readonly isHarmless?: true;
}

/** The classes in which dockerfile-ast 0.7.1 differs from BuildKit, one text or more of each. */
export const knownDefects: readonly KnownDefect[] = [
  { name: 'D1 two escapes end a line', text: 'FROM a\nRUN a \\\\\nRUN z\n' },
  { name: 'D1 three escapes end a line', text: 'FROM a\nRUN a \\\\\\\nRUN z\n' },
  {
    name: 'D2 a heredoc with a file descriptor',
    text: 'FROM a\nRUN cat 3<<EOF\nx\ny\nEOF\nRUN z\n',
  },
  { name: 'D3 a space before the delimiter', text: 'FROM a\nRUN cat << EOF\nRUN x\nEOF\nRUN z\n' },
  {
    name: 'D4 a space after <<-',
    text: 'FROM a\nRUN cat <<- EOF\nRUN x\n\tEOF\nRUN z\n',
    isRejected: true,
  },
  { name: 'D4 a space after <<-, as instructions', text: 'FROM a\nRUN cat <<- EOF\nRUN x\n' },
  { name: 'D5 quotes inside of a delimiter', text: 'FROM a\nRUN cat <<E"O"F\nx\nEOF\nRUN z\n' },
  { name: 'D6 a heredoc inside of single quotes', text: "FROM a\nRUN sh -c 'cat <<EOF'\nRUN z\n" },
  { name: 'D6 a heredoc inside of double quotes', text: 'FROM a\nRUN echo " <<EOF "\nRUN z\n' },
  { name: 'D7 CMD', text: 'FROM a\nCMD cat <<EOF\nRUN z\n', isHarmless: true },
  { name: 'D7 ENTRYPOINT', text: 'FROM a\nENTRYPOINT cat <<EOF\nRUN z\n', isHarmless: true },
  { name: 'D7 HEALTHCHECK', text: 'FROM a\nHEALTHCHECK CMD cat <<EOF\nRUN z\n', isHarmless: true },
  {
    name: 'D8 a comment above the directive',
    text: '# foo=bar\n# escape=`\nFROM a\nRUN a `\nRUN z\n',
  },
  {
    name: 'D8 a sentence above the directive',
    text: '# hello world = x\n# escape=`\nFROM a\nRUN a `\nRUN z\n',
  },
  { name: 'D9 a lone escape begins an instruction', text: 'FROM a\n\\\nRUN z\n' },
  { name: 'D10 lines that end with a carriage return alone', text: 'FROM a\nRUN z\rRUN y\n' },
  { name: 'D10 a comment behind a no-break space', text: 'FROM a\n\u00a0# c\nRUN z\n' },
  { name: 'D10 a comment behind a form feed', text: 'FROM a\n\f# c\nRUN z\n' },
  { name: 'D10 a line of a no-break space', text: 'FROM a\n\u00a0\nRUN z\n' },
  { name: 'D12 a heredoc without an end', text: 'FROM a\nRUN cat <<EOF\nx\n', isRejected: true },
  { name: 'D12 two escape directives', text: '# escape=`\n# escape=`\nFROM a\n', isRejected: true },
  { name: 'D12 a bad escape directive', text: '# escape=x\nFROM a\n', isRejected: true },
  {
    name: 'D12 a redirection behind the delimiter',
    text: 'FROM a\nRUN cat <<EOF>/x\ny\nEOF\n',
    isRejected: true,
  },
  { name: 'D12 a semicolon', text: 'FROM a\nRUN cat <<EOF;\ny\nEOF\n', isRejected: true },
  { name: 'D12 a pipe', text: 'FROM a\nRUN cat <<EOF|sh\ny\nEOF\n', isRejected: true },
  { name: 'D12 a shell comment', text: 'FROM a\nRUN echo # <<EOF\n', isRejected: true },
  { name: 'D12 a shift', text: 'FROM a\nRUN echo $((1 << 2))\n', isRejected: true },
  {
    name: 'D13 blank lines after a continuation',
    text: 'FROM a\nRUN a \\\n\n\n',
    isHarmless: true,
  },
  {
    name: 'D17 brackets around a shell form',
    text: 'FROM a\nRUN ["a","b"] && c\n',
    isHarmless: true,
  },
  { name: 'D17 an escaped letter', text: 'FROM a\nRUN ["c\\u0041"]\n', isHarmless: true },
];
