const sharp = require('sharp');
sharp({ create: { width: 64, height: 32, channels: 3, background: 'red' } })
  .resize(16)
  .png()
  .toBuffer({ resolveWithObject: true })
  .then(({ info }) => console.log(info.format, info.width, info.height));
