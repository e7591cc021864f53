/**
 * The lines of the recipes of a makefile, with the variables of the makefile filled in.
 * @param given variables that the command line or the environment sets
 * @param isWanted by the name of the target, the first where a rule has several
 */
export function recipesOf(
  text: string,
  given: ReadonlyMap<string, string>,
  isWanted: (target: string) => boolean,
): readonly string[] {
  const joined = text.replace(/\\\r?\n[ \t]*/g, ' ');
  const variables = new Map<string, string>();
  for (const [, name = '', value = ''] of joined.matchAll(
    /^(?:export[ \t]+)?([\w.-]+)[ \t]*(?:\?|::?)?=[ \t]*([^\n#]*?)[ \t\r]*(?:#.*)?$/gm,
  )) {
    variables.set(name, value);
  }
  for (const [name, value] of given) variables.set(name, value);
  const lines: string[] = [];
  let inside = false;
  for (const line of joined.split(/\r?\n/)) {
    if (line.startsWith('\t')) {
      if (inside) lines.push(filled(line, variables));
      continue;
    }
    const target = /^([^\s:=#][^:=]*?)[ \t]*::?(?!=)/.exec(line)?.[1];
    if (target !== undefined) inside = isWanted(target);
    else if (line.trim() !== '' && !line.startsWith('#')) inside = false;
  }
  return lines;
}

/** Simple variables of make, filled in several times, because they name others. */
function filled(line: string, variables: ReadonlyMap<string, string>): string {
  let text = line;
  for (let round = 0; round < 8; round += 1) {
    const next = text.replace(
      /\$(?:\(([\w.-]+)\)|\{([\w.-]+)\})/g,
      (whole, round: string | undefined, curly: string | undefined) =>
        variables.get(round ?? curly ?? '') ?? whole,
    );
    if (next === text) break;
    text = next;
  }
  return text;
}
