package org.idiolect.evaluate.attribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.idiolect.model.AdamWConfig;
import org.idiolect.model.AttributionBatch;
import org.idiolect.model.AttributionHead;
import org.idiolect.model.AttributionModel;
import org.idiolect.model.AttributionTrainer;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.ModelRegistry;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.train.TaskDevice;

/**
 * Trains the head on the texts of one partition: NLL of the author + lambda L1. The weights of the
 * epoch with the lowest validation loss are kept.
 */
final class TrainJudge implements MapPartitionsFunction<Row, Row> {
  /** Name of the file in the head's folder. */
  static final String FILE = "head.safetensors";

  private static final double WARMUP = 0.05;

  private final Judging judging;

  TrainJudge(Judging judging) {
    this.judging = judging;
  }

  /** One row of tokens with its author. */
  private record Example(int[] tokenIds, int author) {
    static int length(Example example) {
      return example.tokenIds.length;
    }
  }

  @Override
  public Iterator<Row> call(Iterator<Row> texts) {
    Gpt2Model base = ModelRegistry.get(judging.sharedFolder(), TaskDevice.of(judging.compute()));
    TextTokens tokens =
        new TextTokens(
            ChatTokenizer.read(Path.of(judging.sharedFolder())), base.config().contextLength());
    List<Example> train = new ArrayList<>();
    List<Example> validation = new ArrayList<>();
    while (texts.hasNext()) {
      Row text = texts.next();
      int author = Collections.binarySearch(judging.authors(), text.getAs(Texts.AUTHOR_ID));
      List<Example> split = text.getAs(Texts.SOURCE).equals("train") ? train : validation;
      tokens.rows(text.getList(text.fieldIndex(Texts.TEXTS))).stream()
          .map(row -> new Example(row, author))
          .forEach(split::add);
    }
    return train.isEmpty() ? Collections.emptyIterator() : train(base, train, validation);
  }

  private Iterator<Row> train(Gpt2Model base, List<Example> train, List<Example> validation) {
    JudgeConfig config = judging.config();
    AttributionHead best =
        AttributionHead.initialize(base.config(), judging.shape(), config.seed());
    double lowest = Double.POSITIVE_INFINITY;
    List<Row> rows = new ArrayList<>();
    AdamWConfig adamW = new AdamWConfig(0.9, 0.99, 1e-8, 0.01, 1, false);
    try (AttributionTrainer trainer = AttributionTrainer.create(base, best, adamW)) {
      List<List<AttributionBatch>> epochs = epochs(train);
      int steps = epochs.stream().mapToInt(List::size).sum();
      int step = 0;
      for (int epoch = 0; epoch < epochs.size(); epoch++) {
        double[] sums = new double[2];
        for (AttributionBatch batch : epochs.get(epoch)) {
          AttributionTrainer.Loss loss = trainer.step(batch, rate(step++, steps));
          sums[0] += loss.authorNll() / epochs.get(epoch).size();
          sums[1] += loss.tokenNll() / epochs.get(epoch).size();
        }
        JudgeRow.Validation now = validate(base, trainer.head(), validation);
        boolean kept = !(now.nll() >= lowest);
        if (kept) {
          best = trainer.head();
          lowest = now.nll();
        }
        rows.add(JudgeRow.row(epoch + 1, step, config, sums, now, kept));
      }
    }
    save(best);
    return rows.iterator();
  }

  /** Batches of rows of like length, in an order that depends on the seed alone. */
  private List<List<AttributionBatch>> epochs(List<Example> train) {
    List<List<AttributionBatch>> epochs = new ArrayList<>();
    for (int epoch = 0; epoch < judging.config().epochs(); epoch++) {
      Random random = new Random(judging.config().seed() * 1_000_003L + epoch);
      List<Example> order = new ArrayList<>(train);
      Collections.shuffle(order, random);
      order.sort(Comparator.comparingInt(Example::length));
      List<AttributionBatch> batches = batches(order);
      Collections.shuffle(batches, random);
      epochs.add(batches);
    }
    return epochs;
  }

  private List<AttributionBatch> batches(List<Example> byLength) {
    List<AttributionBatch> batches = new ArrayList<>();
    int start = 0;
    for (int end = 1; end <= byLength.size(); end++) {
      int next = end < byLength.size() ? Example.length(byLength.get(end)) : Integer.MAX_VALUE / 2;
      if (end == byLength.size()
          || (long) (end + 1 - start) * next > judging.config().batchTokens()) {
        batches.add(batch(byLength.subList(start, end)));
        start = end;
      }
    }
    return batches;
  }

  private AttributionBatch batch(List<Example> examples) {
    return new AttributionBatch(
        examples.stream().map(Example::tokenIds).toArray(int[][]::new),
        examples.stream().mapToInt(Example::author).toArray(),
        judging.config().lambda());
  }

  private double rate(int step, int steps) {
    double peak = judging.config().learningRate();
    double warm = Math.max(1, WARMUP * steps);
    return step < warm
        ? peak * (step + 1) / warm
        : peak * (0.1 + 0.45 * (1 + Math.cos(Math.PI * (step - warm) / Math.max(1, steps - warm))));
  }

  private JudgeRow.Validation validate(
      Gpt2Model base, AttributionHead head, List<Example> validation) {
    double nll = 0;
    int right = 0;
    try (AttributionModel model = AttributionModel.load(base, head)) {
      for (AttributionBatch batch : batches(byLength(validation))) {
        AttributionModel.Attribution[] judged = model.attribute(batch.tokenIds());
        for (int row = 0; row < judged.length; row++) {
          float[] scores = judged[row].logProbabilities();
          nll -= scores[batch.authors()[row]];
          right += Verdicts.rank(scores, batch.authors()[row]) == 1 ? 1 : 0;
        }
      }
    }
    double texts = validation.size();
    return new JudgeRow.Validation(nll / texts, right / texts, validation.size());
  }

  private static List<Example> byLength(List<Example> examples) {
    return examples.stream().sorted(Comparator.comparingInt(Example::length)).toList();
  }

  /** Written whole, then renamed: a second attempt cannot mix with the first. */
  private void save(AttributionHead head) {
    Path folder = Path.of(judging.headFolder());
    try {
      Files.createDirectories(folder);
      Path attempt = folder.resolveSibling(FILE + ".attempt-" + System.nanoTime());
      Files.write(attempt, head.toBytes());
      Files.move(attempt, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the attribution head to " + folder, e);
    }
  }
}
