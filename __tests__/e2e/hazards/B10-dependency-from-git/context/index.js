console.log(require('greeter'));
