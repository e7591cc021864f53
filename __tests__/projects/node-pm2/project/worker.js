const { Worker } = require('bullmq');

new Worker('mail', async (job) => console.log('send', job.data.to), {
  connection: { host: process.env.REDIS_HOST || 'redis' },
});
