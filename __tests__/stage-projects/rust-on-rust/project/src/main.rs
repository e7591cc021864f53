fn main() {
    println!("Hello, {}!", fastrand::u8(..));
}
