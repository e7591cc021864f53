const total: number = [1, 2, 3].reduce((sum, each) => sum + each, 0);
console.log(total);
