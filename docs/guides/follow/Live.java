import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.json.JSONObject;

public class Live {
  static final String url = System.getenv().getOrDefault("HVB_URL", "http://localhost:3000");
  static final String token = System.getenv("HVB_TOKEN");
  static final Path place = Path.of(System.getenv().getOrDefault("HVB_PLACE", "feed-place.txt"));

  static HttpURLConnection open(String path) throws IOException {
    var connection = (HttpURLConnection) URI.create(url + "/v1/feed" + path).toURL().openConnection();
    connection.setRequestProperty("authorization", "Bearer " + token);
    // There is a comment every fifteen seconds: what is silent for a minute is no longer there.
    connection.setReadTimeout(60_000);
    return connection;
  }

  /** One entry, as far as it is shown now; null for what is not there. */
  static JSONObject read(long sequence) throws Exception {
    while (true) {
      var connection = open("/events/" + sequence);
      int status = connection.getResponseCode();
      if (status == 404) return null;
      if (status == 429 || status == 503) {
        Thread.sleep(1000L * connection.getHeaderFieldInt("retry-after", 2));
        continue;
      }
      try (var body = connection.getInputStream()) {
        return new JSONObject(new String(body.readAllBytes(), UTF_8));
      }
    }
  }

  static void deal(JSONObject entry) throws Exception {
    long sequence = entry.getLong("sequence");
    var event = entry.has("gone") ? null : read(sequence);
    // What is yours to do. After a crash here it comes once more, by the same number.
    System.out.println(event == null ? entry : event);
    var next = Path.of(place + ".new");
    Files.writeString(next, Long.toString(sequence));
    Files.move(next, place, ATOMIC_MOVE);
  }

  /** Until the stream ends. Whatever is no data: is a comment, or a number that stands in the data too. */
  static void listen() throws Exception {
    var connection = open("/live");
    connection.setRequestProperty("last-event-id", Files.exists(place) ? Files.readString(place) : "0");
    try (var lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8))) {
      for (String line; (line = lines.readLine()) != null; )
        if (line.startsWith("data: ")) deal(new JSONObject(line.substring(6)));
    }
  }

  public static void main(String[] args) throws Exception {
    while (true) {
      try {
        listen();
      } catch (IOException error) {
        System.err.println(error);
      }
      Thread.sleep(2000);
    }
  }
}
