import { gross } from './gross';

test('adds the tax', () => {
  expect(gross(100)).toBe(119);
});
