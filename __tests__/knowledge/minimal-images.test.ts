import { describe, expect, test } from '@jest/globals';
import {
  debianBytes,
  distrolessBytes,
  distrolessHas,
  distrolessImage,
} from '../../src/knowledge/minimal-images.js';

describe('distroless images', () => {
  test('are those of Debian 12 and 13 alone', () => {
    expect(distrolessImage('cc', 'bookworm')).toBe('gcr.io/distroless/cc-debian12');
    expect(distrolessImage('static', 'trixie')).toBe('gcr.io/distroless/static-debian13');
    expect(distrolessImage('static', 'bullseye')).toBeUndefined();
    expect(distrolessImage('static', 'noble')).toBeUndefined();
  });

  test('have more from kind to kind', () => {
    const kinds = ['static', 'base', 'cc'] as const;
    const having = (name: string) => kinds.filter((kind) => distrolessHas(kind, name));
    expect(having('tzdata')).toEqual(kinds);
    expect(having('libssl3t64')).toEqual(['base', 'cc']);
    expect(having('libstdc++6')).toEqual(['cc']);
    expect(having('curl')).toEqual([]);
    const bytes = kinds.map((kind) => distrolessBytes(kind, 'bookworm') ?? 0);
    expect(bytes).toEqual([...bytes].sort((first, second) => first - second));
    expect(Math.max(...bytes)).toBeLessThan(debianBytes('bookworm', true) ?? 0);
  });

  test('are not weighed where nothing was measured', () => {
    expect(debianBytes('trixie', true)).toBeUndefined();
    expect(distrolessBytes('static', 'trixie')).toBeUndefined();
  });
});
