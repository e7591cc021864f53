console.log(require('./build/Release/answer.node').answer());
