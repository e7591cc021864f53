console.log(require('semver').inc('1.2.3', 'minor'));
