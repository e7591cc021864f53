const { createCanvas } = require('canvas');

const canvas = createCanvas(8, 4);
const context = canvas.getContext('2d');
context.fillStyle = '#ff0000';
context.fillRect(0, 0, 8, 4);
console.log(context.getImageData(0, 0, 1, 1).data.join(), canvas.toBuffer().length > 50);
