const express = require('express');
const sharp = require('sharp');

const app = express();

app.get('/avatar/:color', async (req, res) => {
  const size = Number(req.query.size || 64);
  const picture = sharp({ create: { width: size, height: size, channels: 3, background: req.params.color } });
  res.type('png').send(await picture.png().toBuffer());
});

app.get('/size', async (req, res) => {
  const png = await sharp({ create: { width: 40, height: 20, channels: 3, background: 'red' } }).png().toBuffer();
  const { info } = await sharp(png).resize(10).toBuffer({ resolveWithObject: true });
  res.json({ width: info.width, height: info.height });
});

app.listen(process.env.PORT || 3000);
