/** Stands in for strip-ansi in the bundle: the help has no colours. */
export default function stripAnsi(text) {
  return text;
}
