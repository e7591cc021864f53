import process from 'node:process';
import { readImage } from '../../src/image/read-image.js';

/** A program that reads an image from standard input and prints its bytes and how much memory it took. */
const image = await readImage(process.stdin, { name: 'standard input' });
const peakMebibytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ bytes: image.bytes, peakMebibytes }));
