const { spawn } = require('child_process');
const { Telegraf } = require('telegraf');
const axios = require('axios');

const bot = new Telegraf(process.env.BOT_TOKEN);
bot.on('voice', async (ctx) => {
  const link = await ctx.telegram.getFileLink(ctx.message.voice.file_id);
  const { data } = await axios.get(link.href, { responseType: 'stream' });
  const ffmpeg = spawn('ffmpeg', ['-i', 'pipe:0', '-f', 'mp3', 'pipe:1']);
  data.pipe(ffmpeg.stdin);
  await ctx.replyWithAudio({ source: ffmpeg.stdout });
});
bot.launch();
