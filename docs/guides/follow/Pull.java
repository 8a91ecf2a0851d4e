import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.json.JSONArray;
import org.json.JSONObject;

public class Pull {
  static final HttpClient client = HttpClient.newHttpClient();
  static final String url = System.getenv().getOrDefault("HVB_URL", "http://localhost:3000");
  static final String token = System.getenv("HVB_TOKEN");
  static final Path place = Path.of(System.getenv().getOrDefault("HVB_PLACE", "feed-place.txt"));

  /** Asks until the hub answers; null for what is not there. */
  static String get(String path) throws InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url + "/v1/feed" + path))
        .header("authorization", "Bearer " + token).timeout(Duration.ofSeconds(60)).build();
    while (true) {
      long waitS = 2;
      try {
        var answer = client.send(request, ofString());
        int status = answer.statusCode();
        if (status == 200) return answer.body();
        if (status == 404) return null;
        if (status != 429 && status != 503) throw new IllegalStateException(status + " " + answer.body());
        waitS = answer.headers().firstValueAsLong("retry-after").orElse(2);
      } catch (IOException notThere) {
        // The hub is away: it will be back.
      }
      Thread.sleep(waitS * 1000);
    }
  }

  public static void main(String[] args) throws Exception {
    long after = Files.exists(place) ? Long.parseLong(Files.readString(place)) : 0;
    while (true) {
      var page = get("?after=" + after + "&limit=100&wait=30");
      for (var one : new JSONArray(page == null ? "[]" : page)) {
        var entry = (JSONObject) one;
        long sequence = entry.getLong("sequence");
        if (sequence != after + 1) throw new IllegalStateException("entry " + (after + 1) + " is missing");
        var event = entry.has("gone") ? null : get("/events/" + sequence);
        // What is yours to do. After a crash here it comes once more, by the same number.
        System.out.println(event == null ? entry : new JSONObject(event));
        after = sequence;
        var next = Path.of(place + ".new");
        Files.writeString(next, Long.toString(after));
        Files.move(next, place, ATOMIC_MOVE);
      }
    }
  }
}
