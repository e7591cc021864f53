/**
 * The stanzas of a Debian control file: fields up to an empty line. Of fields that go on over several lines the first is given.
 * @see https://www.debian.org/doc/debian-policy/ch-controlfields.html
 */
export function stanzas(text: string): readonly ReadonlyMap<string, string>[] {
  return text
    .split(/\n\s*\n/)
    .map(
      (stanza) =>
        new Map(
          [...stanza.matchAll(/^([^\s:]+):[ \t]*(.*)$/gm)].map(([, name = '', value = '']) => [
            name.toLowerCase(),
            value.trim(),
          ]),
        ),
    )
    .filter((fields) => fields.size > 0);
}
