import { expect, test } from 'vitest';
import { convert } from '../src/rates';

test('converts', () => {
  expect(convert(10, 'EUR', 'USD')).toBe(10.8);
  expect(convert(1, 'EUR', 'XXX')).toBeUndefined();
});
