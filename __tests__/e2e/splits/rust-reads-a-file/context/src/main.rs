fn main() {
    for name in std::fs::read_to_string("names.txt").unwrap().lines() {
        println!("hello, {name}");
    }
}
