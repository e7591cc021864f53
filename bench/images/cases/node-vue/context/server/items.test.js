const items = require('./items');

test('every item has a price', () => {
  expect(items.every(({ price }) => price > 0)).toBe(true);
});
