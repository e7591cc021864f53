/** Says hello, and how much memory it may have. */
public final class Hello {
  public static void main(String[] words) {
    System.out.println("hello, " + Runtime.getRuntime().maxMemory() / 1048576);
  }
}
