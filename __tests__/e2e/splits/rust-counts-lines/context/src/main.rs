mod count;

use std::env;
use std::fs::File;
use std::io::{self, BufReader};
use std::process::ExitCode;

fn main() -> ExitCode {
    let paths: Vec<String> = env::args().skip(1).collect();
    if paths.iter().any(|path| path == "--help") {
        println!("usage: lines [file ...]");
        return ExitCode::SUCCESS;
    }
    if paths.is_empty() {
        println!("{}", count::lines(io::stdin().lock()));
    }
    for path in paths {
        match File::open(&path) {
            Ok(file) => println!("{} {path}", count::lines(BufReader::new(file))),
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
