const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const encoder = new TextEncoder();

/**
 * A short name for a text: FNV-1a of its UTF-8 bytes with 64 bits, as 16 hexadecimal digits. It tells findings apart, and is
 * no protection against anybody.
 * @see https://www.rfc-editor.org/rfc/rfc9923
 */
export function fingerprint(text: string): string {
  let hash = OFFSET_BASIS;
  for (const byte of encoder.encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  }
  return hash.toString(16).padStart(16, '0');
}
