package notes;

import com.sun.net.httpserver.HttpServer;
import java.io.FileReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Properties;

/** Serves a page of a folder, and the greeting of its settings. */
public final class Server {
  public static void main(String[] words) throws IOException {
    Properties settings = new Properties();
    try (FileReader reader = new FileReader(words[0])) {
      settings.load(reader);
    }
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    serve(server, "/", settings.getProperty("greeting"));
    serve(server, "/page", Files.readString(Path.of("pages/first.txt")));
    ZonedDateTime noon = ZonedDateTime.of(2024, 7, 1, 12, 0, 0, 0, ZoneId.of("Europe/Vienna"));
    serve(server, "/noon", noon.toOffsetDateTime().toString());
    server.start();
  }

  private static void serve(HttpServer server, String path, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
