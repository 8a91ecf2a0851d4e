import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.json.JSONObject;

public class Receive {
  static final List<Webhook> keys = Stream.of(System.getenv("HVB_SECRETS").split(" ")).map(Webhook::new).toList();
  static final int port = Integer.parseInt(System.getenv().getOrDefault("HVB_PORT", "8080"));
  static final Path received = Path.of(System.getenv().getOrDefault("HVB_RECEIVED", "received.jsonl"));
  static final Set<String> seen = new HashSet<>();

  static boolean isSigned(String body, Headers headers) {
    for (var key : keys) {
      try {
        key.verify(body, headers);
        return true;
      } catch (Exception notByThisKey) {
        // By the next, or by none.
      }
    }
    return false;
  }

  static void receive(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var headers = exchange.getRequestHeaders();
    boolean isSigned = isSigned(body, headers);
    var id = headers.getFirst("webhook-id");
    if (isSigned && !seen.contains(id)) {
      // Safe before it is answered. What is yours to do is read at /v1/feed/events/{sequence}.
      var line = new JSONObject().put("id", id).put("event", new JSONObject(body));
      Files.writeString(received, line + "\n", CREATE, APPEND);
      seen.add(id);
    }
    exchange.sendResponseHeaders(isSigned ? 204 : 401, -1);
    exchange.close();
  }

  public static void main(String[] args) throws IOException {
    if (Files.exists(received))
      for (var line : Files.readAllLines(received)) seen.add(new JSONObject(line).getString("id"));
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext("/", Receive::receive);
    server.start();
    System.out.println("listening");
  }
}
