console.log(process.env.COUNT);
