use std::io::Write;
use std::net::TcpListener;

fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("0.0.0.0:8080")?;
    for (count, stream) in listener.incoming().enumerate() {
        let body = core_logic::shown(count as u64);
        write!(stream?, "HTTP/1.0 200 OK\r\n\r\n{body}\n")?;
    }
    Ok(())
}
