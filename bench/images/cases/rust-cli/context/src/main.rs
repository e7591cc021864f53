use std::collections::BTreeMap;
use std::io::{self, BufRead};

fn main() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for line in io::stdin().lock().lines().flatten() {
        *counts.entry(line).or_insert(0) += 1;
    }
    if counts.is_empty() {
        eprintln!("no lines");
        std::process::exit(1);
    }
    for (line, count) in counts {
        println!("{:>4} {}", count, line);
    }
}
