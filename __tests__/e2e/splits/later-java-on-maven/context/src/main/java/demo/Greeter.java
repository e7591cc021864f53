package demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Greets by a word that is in its own jar. */
public final class Greeter {
  public static void main(String[] words) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Greeter.class.getResourceAsStream("/greeting.txt"), StandardCharsets.UTF_8))) {
      System.out.println(reader.readLine() + ", " + (words.length == 0 ? "you" : words[0]));
    }
  }
}
