console.log(require('lib'));
