const expat = require('node-expat');

/** The titles in a feed. */
module.exports = (xml) => {
  const titles = [];
  let inside = false;
  const parser = new expat.Parser('UTF-8');
  parser.on('startElement', (name) => {
    inside = name === 'title';
  });
  parser.on('endElement', () => {
    inside = false;
  });
  parser.on('text', (text) => {
    if (inside) titles.push(text);
  });
  parser.write(xml);
  return titles;
};
