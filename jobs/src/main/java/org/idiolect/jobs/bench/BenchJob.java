package org.idiolect.jobs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.idiolect.jobs.PeftFolder;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.LoraTarget;
import org.idiolect.model.Precision;
import org.idiolect.model.TensorType;
import org.idiolect.tokenize.ChatTokenizer;

/**
 * Times one kind of work, alone or in turns with a peer, and prints a JSON line for each repetition
 * and one for all.
 */
public final class BenchJob {
  private static final Gpt2Config SMALL = new Gpt2Config(50257, 1024, 768, 12, 12, 50256, 1e-5);
  private static final LoraConfig LORA = new LoraConfig(8, 16, List.of(LoraTarget.C_ATTN));
  private static final long SEED = 7;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BenchTask task;
  private final PrintStream out;

  private BenchJob(BenchTask task, PrintStream out) {
    this.task = task;
    this.out = out;
  }

  /**
   * Lays out what both sides read.
   *
   * @param folder for model, adapter and batches; exists
   */
  public static BenchJob prepare(
      BenchKind kind,
      BenchInput input,
      Precision precision,
      int threads,
      Path folder,
      PrintStream out) {
    Path model =
        input.baseModel() == null ? randomModel(kind, folder.resolve("model")) : input.baseModel();
    Path data = folder.resolve("data.jsonl");
    Path adapter = null;
    if (kind == BenchKind.TOKENIZE) {
      BenchData.writeTexts(data, kind.rows());
    } else {
      Gpt2Config config = Gpt2Config.read(model);
      int tokens = Math.min(kind.tokens(), config.contextLength());
      if (kind == BenchKind.TRAIN_COHORT) {
        int[] ids = CohortWorkload.tokens(input.authors(), config.vocabularySize());
        CohortWorkload.write(data, input.authors(), ids, kind.rows(), tokens);
      } else if (kind.isChatTraining()) {
        new ChatData(config.vocabularySize(), input.messages()).write(data, kind);
      } else {
        BenchData.writeBatches(
            data,
            ChatTokenizer.gpt2(),
            config.vocabularySize(),
            kind.batches(),
            kind.rows(),
            tokens);
      }
      if (kind.isAdapterTraining()) {
        adapter = folder.resolve("adapter");
        PeftFolder.write(
            adapter,
            LoraAdapter.initialize(config, LORA, SEED),
            model.toString(),
            "For a bench.\n");
      }
    }
    return new BenchJob(new BenchTask(kind, model, adapter, data, precision, threads), out);
  }

  private static Path randomModel(BenchKind kind, Path folder) {
    if (kind == BenchKind.TOKENIZE) {
      folder.toFile().mkdirs();
    } else {
      Gpt2Weights.initialize(SMALL, SEED).write(folder, TensorType.F32);
    }
    ChatTokenizer.gpt2().writeHuggingFaceFiles(folder);
    return folder;
  }

  /**
   * Our side alone.
   *
   * @param folder for the task's file
   */
  public void runAlone(int repeats, Path folder) {
    Path file = task.write(folder.resolve("task.json"));
    try (BenchSide ours = BenchSide.ours(file, task.threads()).awaitReady()) {
      warmUp(ours);
      List<Repetition> repetitions = new ArrayList<>();
      for (int i = 0; i < repeats; i++) {
        repetitions.add(timed(ours));
      }
      out.println(closing(repetitions));
    }
  }

  /**
   * Both sides, taking turns.
   *
   * @param folder for the task's file
   * @return whether the losses agree, without which the speeds mean nothing
   */
  public boolean runBeside(Path python, Path script, int repeats, Path folder) {
    Path file = task.write(folder.resolve("task.json"));
    try (BenchSide ours = BenchSide.ours(file, task.threads()).awaitReady();
        BenchSide peer = BenchSide.peer(python, script, file, task.threads()).awaitReady()) {
      warmUp(ours);
      warmUp(peer);
      Comparison comparison = new Comparison(new ArrayList<>(), new ArrayList<>());
      for (int i = 0; i < repeats; i++) {
        // Who goes first changes, since whoever follows finds a warmer machine.
        if (i % 2 == 0) {
          comparison.ours().add(timed(ours));
          comparison.peers().add(timed(peer));
        } else {
          comparison.peers().add(timed(peer));
          comparison.ours().add(timed(ours));
        }
      }
      return report(comparison);
    }
  }

  private void warmUp(BenchSide side) {
    for (int i = 0; i < task.kind().warmUps(); i++) {
      side.repeat();
    }
  }

  private Repetition timed(BenchSide side) {
    Repetition repetition = side.repeat();
    ObjectNode line = line().put("side", side.name());
    line.put("tokens_per_second", rounded(repetition.tokensPerSecond()));
    line.put("seconds", rounded(repetition.seconds())).put("loss", repetition.meanLoss());
    out.println(line.put("peak_rss_mb", repetition.peakRssMegabytes()));
    return repetition;
  }

  private boolean report(Comparison comparison) {
    double difference = comparison.largestLossDifference();
    boolean agree = difference <= Comparison.tolerance(task.precision());
    ObjectNode line = closing(comparison.ours());
    line.put(
        "peer_tokens_per_second", rounded(Comparison.medianTokensPerSecond(comparison.peers())));
    line.put("ratio", rounded(comparison.ratio())).put("loss_difference", difference);
    line.put("losses_agree", agree);
    line.put("peer_peak_rss_mb", last(comparison.peers()).peakRssMegabytes());
    out.println(line);
    return agree;
  }

  private ObjectNode closing(List<Repetition> ours) {
    ObjectNode line = line().put("side", "median").put("repeats", ours.size());
    line.put("tokens_per_second", rounded(Comparison.medianTokensPerSecond(ours)));
    line.put(
        "seconds", rounded(Comparison.median(ours.stream().map(Repetition::seconds).toList())));
    line.put("loss", last(ours).meanLoss());
    return line.put("peak_rss_mb", last(ours).peakRssMegabytes());
  }

  private static Repetition last(List<Repetition> repetitions) {
    return repetitions.get(repetitions.size() - 1);
  }

  private ObjectNode line() {
    ObjectNode line = JSON.createObjectNode().put("bench", task.kind().id());
    line.put("threads", task.threads());
    return line.put("precision", task.precision().name().toLowerCase(Locale.ROOT));
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
