/**
 * The instruction that made a layer, from the text that an image's history has of it. BuildKit writes
 * `RUN |1 VERSION=3 /bin/sh -c make # buildkit`, the builder before it and Buildah `/bin/sh -c make` and
 * `/bin/sh -c #(nop)  CMD ["make"]`: of all of them `RUN make` and `CMD ["make"]` is what its author wrote.
 *
 * @param createdBy `created_by` of the history; empty where it has none
 */
export function instructionOf(createdBy: string): string {
  const text = createdBy.trim();
  const noOperation = /^(?:\|\d+ .*?)?\/bin\/sh -c #\(nop\)\s*/s.exec(text);
  if (noOperation !== null) return text.slice(noOperation[0].length).trim();
  const run = /^RUN\s+/.exec(text);
  if (run !== null) return `RUN ${withoutShell(withoutMark(text.slice(run[0].length)))}`;
  const script = withoutShell(text);
  return script === text ? withoutMark(text) : `RUN ${script}`;
}

function withoutMark(text: string): string {
  return text.replace(/\s*# buildkit$/, '');
}

/** A shell's call as images have it, behind the build arguments that BuildKit lists with their number. */
const SHELL =
  /^(?:\|(?<count>\d+)\s.*?)??(?:[^\s=]*\/)?(?:ba|da|a|k|z)?sh(?: [-+]\w*(?: pipefail)?)*? -\w*c /s;

function withoutShell(command: string): string {
  const shell = SHELL.exec(command);
  if (shell !== null) return command.slice(shell[0].length).trim();
  const listed = /^\|(\d+) /.exec(command);
  if (listed === null) return command;
  // Without a shell (exec form), the words after the listed arguments are the command.
  return command
    .split(' ')
    .slice(Number(listed[1]) + 1)
    .join(' ');
}
