import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts the lines of a file that is named when it starts. */
public final class Counter {
  public static void main(String[] words) throws IOException {
    Path file = Path.of(words[0]);
    System.out.println(Files.readAllLines(file).size() + " lines");
    Files.writeString(Path.of("last"), file.toString());
  }
}
