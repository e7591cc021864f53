fn main() {
    println!("wake up at {}", hours::MORNING);
}
