package org.idiolect.model;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a process knows of the card that it is to compute on.
 *
 * @param host name of the machine
 * @param device such as {@code gpu:1}, as the process counts
 * @param card name, free and total memory, as the driver's tool tells them
 * @param library version of PyTorch, and whether it finds a card
 * @param isUsable whether PyTorch finds a card
 */
public record CardFacts(String host, String device, String card, String library, boolean isUsable)
    implements Serializable {
  private static final String TOOL = "nvidia-smi";

  /** Asks PyTorch, which it loads, and the driver's tool. */
  public static CardFacts of(ComputeConfig compute) {
    int number = compute.djlDevice().getDeviceId();
    String card = ask(query(id(number, visibleDevices())));
    try {
      Script.configureEngine();
      Engine engine = Engine.getEngine(Script.ENGINE);
      boolean isUsable = engine.hasCapability(StandardCapabilities.CUDA);
      String version = "PyTorch " + engine.getVersion();
      String library = version + (isUsable ? " with CUDA" : ", which finds no card");
      return new CardFacts(hostName(), compute.device(), card, library, isUsable);
    } catch (RuntimeException | LinkageError e) {
      String library = "a PyTorch that cannot be loaded: " + firstLine(e);
      return new CardFacts(hostName(), compute.device(), card, library, false);
    }
  }

  private static String firstLine(Throwable failure) {
    return failure.toString().lines().findFirst().orElse("");
  }

  private static String visibleDevices() {
    return System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", "");
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this host";
    }
  }

  /**
   * What the driver's tool calls a card.
   *
   * @param number as CUDA counts, within the visible ones
   * @param visible value of CUDA_VISIBLE_DEVICES, empty if it is not set
   */
  static String id(int number, String visible) {
    List<String> listed = Arrays.stream(visible.split(",")).map(String::strip).toList();
    return visible.isBlank() || number >= listed.size()
        ? Integer.toString(number)
        : listed.get(number);
  }

  private static List<String> query(String id) {
    return List.of(
        TOOL, "--query-gpu=name,memory.free,memory.total", "--format=csv,noheader", "-i", id);
  }

  /** The answer in words; when there is none, that. */
  static String ask(List<String> command) {
    try {
      Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
      tool.getOutputStream().close();
      String answer = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String[] fields = answer.lines().findFirst().orElse("").split(", ");
      if (tool.waitFor() == 0 && fields.length == 3) {
        return "%s, %s of %s free".formatted(fields[0], fields[1], fields[2].strip());
      }
      return "a card that " + command.get(0) + " does not know";
    } catch (IOException e) {
      return "a card of unknown name (no " + command.get(0) + " here)";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "a card of unknown name";
    }
  }

  /**
   * Refuses to go on without a card.
   *
   * @throws IllegalArgumentException naming host, device, library and remedy: never a silent run on
   *     the CPU
   */
  void requireUsable() {
    if (!isUsable) {
      throw new IllegalArgumentException(
          "%s was asked for on %s, but there is only %s; let PYTORCH_LIBRARY_PATH point to a CUDA libtorch 2.7.1 on that host, or use --set train.compute.device=cpu"
              .formatted(device, host, library));
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s: %s, %s", host, device, card, library);
  }
}
