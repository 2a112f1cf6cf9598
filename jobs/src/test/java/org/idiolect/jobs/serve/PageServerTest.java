package org.idiolect.jobs.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.idiolect.jobs.config.ConfigException;
import org.idiolect.jobs.config.Settings;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.Precision;
import org.idiolect.tokenize.ChatTokenizer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's server over real HTTP, with a tiny model of random weights. */
class PageServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static ServedRun run;
  private static PageServer server;

  @BeforeAll
  static void start() {
    // Half a minute is what people get; this JVM is only this test's.
    System.setProperty(PageServer.SLOWEST_UPLOAD, "3");
    ChatTokenizer bytes = ChatTokenizer.truncated(257);
    Gpt2Config tiny = new Gpt2Config(257, 256, 16, 1, 2, bytes.endOfText(), 1e-5);
    Gpt2Weights weights = Gpt2Weights.initialize(tiny, 1);
    ComputeConfig compute = new ComputeConfig("cpu", Precision.FLOAT32, 1);
    run =
        new ServedRun(
            Gpt2Model.load(weights, compute),
            Gpt2Model.load(weights, compute),
            bytes,
            List.of(new Person("akai", "Kai <b>", "B", 500, null)));
    server = PageServer.start(run, imitator(), 0);
  }

  @AfterAll
  static void stop() {
    server.close();
    run.close();
  }

  private static Imitator imitator() {
    return new Imitator(run, Settings.check(Settings.merge(null, List.of())).ingest());
  }

  @Test
  void thePageAndItsPeopleComeWithAStrictPolicy() throws Exception {
    HttpResponse<String> page = send(get("/"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("imitation").doesNotContain("http://", "https://");
    for (String path : List.of("/", "/page.css", "/page.js", "/api/people", "/nothing")) {
      HttpResponse<String> answer = send(get(path));
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe", "http", "*");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }
    assertThat(JSON.readTree(send(get("/api/people")).body()))
        .isEqualTo(
            JSON.readTree(
                "[{\"id\":\"akai\",\"label\":\"Kai <b>\",\"grade\":\"B\",\"messages\":500}]"));
  }

  @Test
  void anImitationIsAStreamOfLinesOfTheWantedLength() throws Exception {
    HttpResponse<String> answer = send(imitate(request().put("characters", 40)));

    assertThat(answer.statusCode()).isEqualTo(200);
    int imitated = 0;
    String last = "";
    for (String line : answer.body().split("\n")) {
      JsonNode piece = JSON.readTree(line);
      last = piece.path("kind").asText();
      imitated += last.equals("imitation") ? piece.path("text").asText().length() : 0;
    }
    assertThat(imitated).isBetween(1, 40);
    assertThat(last).isEqualTo("end");
  }

  @Test
  void whatCannotBeAnsweredIsRefusedWithASentence() throws Exception {
    assertRefused(send(imitate(request().put("author", "nobody"))), 400, "nobody has this author");
    assertRefused(send(imitate(request().put("characters", 0))), 400, "characters must be in");
    assertRefused(send(imitate(request().put("temperature", 3))), 400, "temperature must be in");
    assertRefused(
        send(imitate(request().put("conversation", "x".repeat(20_001)))), 400, "keep its end");
    assertRefused(send(post("{\"conversation\":", "application/json")), 400, "not JSON");
    assertRefused(send(post("conversation=hi", "text/plain")), 415, "must be JSON");
    assertRefused(send(get("/api/imitate")), 404, "nothing here");
    assertRefused(send(get("/../page.html")), 404, "nothing here");
  }

  @Test
  void aPromptOfTenMegabytesIsReadPastAndRefused() throws Exception {
    String prompt = request().put("conversation", "x".repeat(10_000_000)).toString();

    // Often, since a server that leaves bytes unread loses its answer only now and then.
    for (int i = 0; i < 10; i++) {
      assertRefused(send(post(prompt, "application/json")), 413, "larger than 128 KiB");
    }
    assertThat(send(get("/")).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: evil.example", "Host: 127.0.0.1", "Origin: http://evil.example"})
  void otherHostsAndOriginsAreRefused(String header) throws IOException {
    String host = header.startsWith("Host") ? "" : "Host: 127.0.0.1:" + server.port() + "\r\n";
    try (Socket socket = connect()) {
      write(socket, "GET / HTTP/1.1\r\n" + host + header + "\r\nConnection: close\r\n\r\n");
      assertThat(readAll(socket)).startsWith("HTTP/1.1 403 ").contains("its own address only");
    }
  }

  @Test
  void whileOneGeneratesASecondIsToldSoAndThePageIsFreeAgainWhenTheFirstLeaves() throws Exception {
    HttpRequest longOne = imitate(request().put("characters", 1000));
    HttpResponse<InputStream> first = CLIENT.send(longOne, BodyHandlers.ofInputStream());
    assertThat(first.statusCode()).isEqualTo(200);
    try (BufferedReader lines = reader(first.body())) {
      assertThat(lines.readLine()).contains("\"imitation\"");
      assertRefused(send(longOne), 429, "somebody else is generating");
      assertThat(send(get("/")).statusCode()).isEqualTo(200);
    }
    Instant latest = Instant.now().plus(Duration.ofSeconds(20));
    int status = 429;
    while (status == 429 && Instant.now().isBefore(latest)) {
      status = send(imitate(request().put("characters", 1))).statusCode();
    }
    assertThat(status).isEqualTo(200);
  }

  @Test
  void anUploadThatTricklesIsCutOff() throws IOException {
    String head =
        "POST /api/imitate HTTP/1.1\r\nHost: 127.0.0.1:"
            + server.port()
            + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    for (String begun : List.of("POST /api/imi", head)) {
      try (Socket socket = connect()) {
        write(socket, begun);
        assertThat(readAll(socket)).isEmpty();
      }
    }
    assertThat(new Socket(InetAddress.getLoopbackAddress(), server.port()).isConnected()).isTrue();
  }

  @Test
  void onlyThisMachineIsListenedToAndATakenPortIsNamed() {
    assertThat(server.address()).startsWith("http://127.0.0.1:");
    assertThatThrownBy(() -> PageServer.start(run, imitator(), server.port()))
        .isInstanceOf(ConfigException.class)
        .hasMessage("port " + server.port() + " is taken; choose another with --port");
  }

  private static ObjectNode request() {
    return JSON.createObjectNode()
        .put("conversation", "Ann: are you coming?")
        .put("author", "akai")
        .put("characters", 20)
        .put("temperature", 0.8)
        .put("seed", 1);
  }

  private static HttpRequest imitate(ObjectNode request) {
    return post(request.toString(), "application/json");
  }

  private static HttpRequest post(String body, String type) {
    return HttpRequest.newBuilder(URI.create(server.address() + "api/imitate"))
        .header("Content-Type", type)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path.substring(1))).build();
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String sentence)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).path("error").asText()).contains(sentence);
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static BufferedReader reader(InputStream stream) {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }
}
