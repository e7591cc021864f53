module.exports = [
  { name: 'tea', price: 3 },
  { name: 'cake', price: 4 },
];
