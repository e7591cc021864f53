module.exports = {
  apps: [{ name: 'worker', script: './worker.js', instances: 2, exec_mode: 'cluster' }],
};
