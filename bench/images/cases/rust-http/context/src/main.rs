use std::env;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

mod time;

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut line = String::new();
    let mut reader = BufReader::new(stream.try_clone()?);
    reader.read_line(&mut line)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let path = line.split(' ').nth(1).unwrap_or("/");
    let (status, body) = match path.trim_start_matches('/').parse::<u64>() {
        Ok(seconds) => ("200 OK", time::of_day(seconds)),
        Err(_) => ("404 Not Found", String::from("no number")),
    };
    write!(
        stream,
        "HTTP/1.1 {}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{}",
        status,
        body.len(),
        body
    )
}

fn main() {
    let port = env::var("PORT").unwrap_or_else(|_| String::from("8000"));
    let listener = TcpListener::bind(format!("0.0.0.0:{}", port)).expect("the port is free");
    for stream in listener.incoming().flatten() {
        thread::spawn(move || answer(stream));
    }
}
