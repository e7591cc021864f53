use std::fs;
use std::io::Write;
use std::net::TcpListener;

fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("0.0.0.0:8080")?;
    for stream in listener.incoming() {
        let page = fs::read_to_string("static/index.html")?;
        write!(stream?, "HTTP/1.0 200 OK\r\n\r\n{page}")?;
    }
    Ok(())
}
