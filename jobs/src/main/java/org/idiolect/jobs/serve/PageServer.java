package org.idiolect.jobs.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.idiolect.jobs.config.ConfigException;

/**
 * Serves the page and its two calls on the loopback interface: {@code GET /api/people} and {@code
 * POST /api/imitate}, whose answer is a stream of JSON lines.
 *
 * <p>Requests for another host, from another origin, too large or while somebody else generates are
 * refused with a sentence. Nothing is logged.
 */
final class PageServer implements AutoCloseable {
  /** The JDK's own setting, read once: seconds after which a request has to be there. */
  static final String SLOWEST_UPLOAD = "sun.net.httpserver.maxReqTime";

  static {
    // Without it, four uploads that trickle would hold all threads for ever.
    if (System.getProperty(SLOWEST_UPLOAD) == null) {
      System.setProperty(SLOWEST_UPLOAD, "30");
    }
  }

  private static final int THREADS = 4;
  private static final int LARGEST_BODY = 128 * 1024;

  /** Read past before a refusal: many clients look at an answer only after sending all. */
  private static final int MOST_SKIPPED = 32 << 20;

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Map<String, String> ASSETS =
      Map.of(
          "/", "page.html",
          "/page.css", "page.css",
          "/page.js", "page.js");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServedRun run;
  private final Imitator imitator;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Semaphore generating = new Semaphore(1);

  private PageServer(ServedRun run, Imitator imitator, HttpServer server) {
    this.run = run;
    this.imitator = imitator;
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param port 0 = any free one
   * @throws ConfigException if the port is taken
   */
  static PageServer start(ServedRun run, Imitator imitator, int port) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      PageServer page = new PageServer(run, imitator, HttpServer.create(address, 16));
      page.server.setExecutor(page.threads);
      page.server.createContext("/", page::handle);
      page.server.start();
      return page;
    } catch (BindException e) {
      throw new ConfigException("port " + port + " is taken; choose another with --port");
    } catch (IOException e) {
      throw new ConfigException("cannot listen on port " + port + ": " + e.getMessage(), e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  String address() {
    return "http://127.0.0.1:" + port() + "/";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      protect(exchange);
      if (!isLocal(exchange)) {
        refuse(exchange, 403, "this page answers to its own address only: " + address());
        return;
      }
      String path = exchange.getRequestURI().getPath();
      boolean isGet = exchange.getRequestMethod().equals("GET");
      if (isGet && ASSETS.containsKey(path)) {
        asset(exchange, ASSETS.get(path));
      } else if (isGet && path.equals("/api/people")) {
        send(exchange, 200, "application/json", people().toString());
      } else if (exchange.getRequestMethod().equals("POST") && path.equals("/api/imitate")) {
        imitate(exchange);
      } else {
        refuse(exchange, 404, "there is nothing here; the page is at " + address());
      }
    }
  }

  private static void protect(HttpExchange exchange) {
    Map<String, String> headers =
        Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                + " img-src 'self' data:; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");
    headers.forEach(exchange.getResponseHeaders()::set);
  }

  /** A page elsewhere must not reach this one through the browser (DNS rebinding, CSRF). */
  private boolean isLocal(HttpExchange exchange) {
    Set<String> hosts = Set.of("127.0.0.1:" + port(), "localhost:" + port());
    String host = exchange.getRequestHeaders().getFirst("Host");
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    return host != null
        && hosts.contains(host)
        && (origin == null || hosts.stream().anyMatch(h -> origin.equals("http://" + h)));
  }

  private static void asset(HttpExchange exchange, String name) throws IOException {
    try (InputStream in = PageServer.class.getResourceAsStream(name)) {
      String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      send(exchange, 200, type, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private ArrayNode people() {
    ArrayNode people = JSON.createArrayNode();
    for (Person person : run.people()) {
      people
          .addObject()
          .put("id", person.authorId())
          .put("label", person.label())
          .put("grade", person.grade())
          .put("messages", person.trainMessages());
    }
    return people;
  }

  private void imitate(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      skipRest(exchange.getRequestBody());
      refuse(exchange, 413, "the request is larger than 128 KiB: keep the end of the conversation");
      return;
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.startsWith("application/json")) {
      refuse(exchange, 415, "the request must be JSON");
      return;
    }
    try {
      ImitationRequest request = ImitationRequest.of(JSON.readTree(body));
      Person person =
          run.person(request.authorId())
              .orElseThrow(() -> new IllegalArgumentException("nobody has this author id"));
      if (generating.tryAcquire()) {
        try {
          stream(exchange, request, person);
        } finally {
          generating.release();
        }
      } else {
        refuse(exchange, 429, "somebody else is generating: try again in a moment");
      }
    } catch (JsonProcessingException e) {
      refuse(exchange, 400, "the request is not JSON");
    } catch (IllegalArgumentException e) {
      refuse(exchange, 400, e.getMessage());
    }
  }

  /** InputStream.skip may stop early; closing with bytes unread would take the answer back. */
  private static void skipRest(InputStream body) throws IOException {
    byte[] piece = new byte[1 << 16];
    int read = 0;
    for (long skipped = 0; read >= 0 && skipped < MOST_SKIPPED; skipped += read) {
      read = body.read(piece);
    }
  }

  private void stream(HttpExchange exchange, ImitationRequest request, Person person)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson; charset=utf-8");
    exchange.sendResponseHeaders(200, 0);
    long end = System.nanoTime() + LONGEST.toNanos();
    try (OutputStream out = exchange.getResponseBody()) {
      Lines lines = new Lines(out, end);
      imitator.imitate(request, person, text -> lines.write("imitation", text));
      if (run.base() == null) {
        lines.write("base", "(the folder of the base model is gone)");
      } else {
        imitator.withoutTraining(request, person, text -> lines.write("base", text));
      }
      lines.write("end", System.nanoTime() < end ? "complete" : "time is up");
    }
  }

  /** Writes JSON lines until the reader has gone or the time is up. */
  private static final class Lines {
    private final OutputStream out;
    private final long end;
    private boolean gone;

    Lines(OutputStream out, long end) {
      this.out = out;
      this.end = end;
    }

    boolean write(String kind, String text) {
      if (gone) {
        return false;
      }
      try {
        ObjectNode line = JSON.createObjectNode().put("kind", kind).put("text", text);
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      } catch (IOException e) {
        gone = true; // Stop was pressed, or the page closed.
      }
      return !gone && System.nanoTime() < end;
    }
  }

  private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    JsonNode answer = JSON.createObjectNode().put("error", why);
    send(exchange, status, "application/json", answer.toString());
  }

  private static void send(HttpExchange exchange, int status, String type, String content)
      throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
