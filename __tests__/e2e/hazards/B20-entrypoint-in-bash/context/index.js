console.log(process.env.WORDS);
