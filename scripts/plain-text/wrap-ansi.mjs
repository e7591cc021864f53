/** Stands in for wrap-ansi in the bundle: breaks plain text at spaces, and words that are longer than a line. */
export default function wrapAnsi(text, columns) {
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, Math.max(columns, 1)))
    .join('\n');
}

function wrapLine(line, columns) {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.length - 1;
    if (lines[last] !== '' && lines[last].length + 1 + word.length > columns) lines.push(word);
    else lines[last] = lines[last] === '' ? word : `${lines[last]} ${word}`;
  }
  return lines.flatMap((each) => each.match(new RegExp(`.{1,${columns}}`, 'g')) ?? ['']);
}
