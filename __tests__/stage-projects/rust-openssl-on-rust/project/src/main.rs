use std::io::{Read, Write};
use std::net::TcpStream;

fn main() {
    let connector = native_tls::TlsConnector::new().unwrap();
    let stream = TcpStream::connect("rates.example:443").unwrap();
    let mut stream = connector.connect("rates.example", stream).unwrap();
    stream.write_all(b"GET / HTTP/1.0\r\n\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    print!("{text}");
}
