const express = require('express');
const multer = require('multer');
const sharp = require('sharp');

const upload = multer();
const app = express();
app.post('/thumb', upload.single('image'), async (req, res) => {
  res.type('webp').send(await sharp(req.file.buffer).resize(200).webp().toBuffer());
});
app.listen(process.env.PORT);
