final class Greeting {
  private Greeting() {}

  static String to(String path) {
    String name = path.substring(1);
    return "Hello " + (name.isBlank() ? "world" : name) + "\n";
  }
}
