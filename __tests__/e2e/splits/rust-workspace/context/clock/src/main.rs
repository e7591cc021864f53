fn main() {
    println!("{}", hours::NOON);
}
