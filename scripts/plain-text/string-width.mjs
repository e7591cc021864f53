/**
 * Stands in for string-width in the bundle. The help, which alone is measured, is plain text without wide characters, and the
 * tables of the real one take longer to load than all of yargs.
 */
export default function stringWidth(text) {
  return text.length;
}
