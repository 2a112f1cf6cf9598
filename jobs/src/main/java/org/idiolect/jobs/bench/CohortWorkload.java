package org.idiolect.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.idiolect.jobs.PeftFolder;
import org.idiolect.model.AdamWConfig;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraCohort;
import org.idiolect.model.StepResult;
import org.idiolect.model.TrainBatch;
import org.idiolect.tokenize.ChatTokenizer;
import org.idiolect.train.CohortSize;

/**
 * One adapter for each of many authors, from the same start: as many authors in a batch as a short
 * measurement finds fastest, refilled as they finish.
 */
final class CohortWorkload implements Workload {
  /** Tokens of the author with fewest and of the one with most. */
  private static final int FEWEST_TOKENS = 500;

  private static final int MOST_TOKENS = 5_000;

  /** Tokens of the shortest row; sessions of chats are short. */
  private static final int SHORTEST_ROW = 32;

  private static final int EPOCHS = 2;
  private static final int LARGEST_COHORT = 16;
  private static final int TIMED_STEPS = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Gpt2Model base;
  private final LoraAdapter start;
  private final AdamWConfig adamW;
  private final List<Author> authors;
  private final int slots;

  /** An author with the batches of one epoch. */
  private record Author(int number, List<TrainBatch> batches) {
    int steps() {
      return EPOCHS * batches.size();
    }

    TrainBatch batch(int step) {
      return batches.get(step % batches.size());
    }
  }

  CohortWorkload(BenchTask task) {
    this.base = Gpt2Model.load(task.model(), task.compute());
    this.start = PeftFolder.read(task.adapter(), base.config());
    this.adamW =
        new AdamWConfig(
            BenchTask.BETA_1,
            BenchTask.BETA_2,
            BenchTask.EPSILON,
            BenchTask.WEIGHT_DECAY,
            BenchTask.CLIP,
            true);
    this.authors = read(task.data());
    this.slots = CohortSize.fastest(LARGEST_COHORT, this::speed);
    System.err.println("cohort of " + slots + " authors");
  }

  /** Steps of one author a second, with equal neighbours. */
  private double speed(int size) {
    TrainBatch[] batches = new TrainBatch[size];
    Arrays.fill(batches, authors.get(0).batch(0));
    try (LoraCohort cohort = cohort(size)) {
      cohort.step(batches, new double[size]);
      long began = System.nanoTime();
      for (int step = 0; step < TIMED_STEPS; step++) {
        cohort.step(batches, new double[size]);
      }
      return size / (double) (System.nanoTime() - began);
    }
  }

  private LoraCohort cohort(int size) {
    return new LoraCohort(base, Collections.nCopies(size, start), adamW);
  }

  @Override
  public Done repeat() {
    double[] losses = new double[authors.size()];
    long tokens = 0;
    Deque<Author> waiting = new ArrayDeque<>(authors);
    Author[] seats = new Author[slots];
    int[] steps = new int[slots];
    double[] rates = new double[slots];
    Arrays.fill(rates, BenchTask.LEARNING_RATE);
    try (LoraCohort cohort = cohort(slots)) {
      while (fill(cohort, seats, steps, waiting)) {
        TrainBatch[] batches = new TrainBatch[slots];
        Arrays.setAll(batches, i -> seats[i] == null ? null : seats[i].batch(steps[i]));
        StepResult[] results = cohort.step(batches, rates);
        for (int i = 0; i < slots; i++) {
          if (seats[i] != null) {
            tokens += results[i].allTokens();
            boolean isLastEpoch = steps[i]++ >= seats[i].steps() - seats[i].batches().size();
            losses[seats[i].number()] +=
                isLastEpoch ? results[i].lossNats() / seats[i].batches().size() : 0;
          }
        }
      }
    }
    return new Done(tokens, losses);
  }

  /** Gives the seats of those who are done to the next; false when nobody is left. */
  private boolean fill(LoraCohort cohort, Author[] seats, int[] steps, Deque<Author> waiting) {
    boolean isAnybodyThere = false;
    for (int i = 0; i < seats.length; i++) {
      if (seats[i] == null || steps[i] == seats[i].steps()) {
        seats[i] = waiting.poll();
        steps[i] = 0;
        if (seats[i] != null) {
          cohort.replace(i, start);
        }
      }
      isAnybodyThere |= seats[i] != null;
    }
    return isAnybodyThere;
  }

  @Override
  public void close() {
    base.close();
  }

  /** Token ids that are enough for so many authors. */
  static int[] tokens(int authors, int vocabularySize) {
    return BenchData.tokens(ChatTokenizer.gpt2(), vocabularySize, authors * MOST_TOKENS);
  }

  /**
   * One line {@code {"author": n, "token_ids": [[...], ...]}} a batch, rows of many lengths.
   *
   * @param ids what the authors wrote, one after the other
   * @param rows of a batch
   * @param longest tokens of a row
   */
  static Path write(Path file, int authors, int[] ids, int rows, int longest) {
    Random random = new Random(authors);
    List<String> lines = new ArrayList<>();
    int next = 0;
    for (int author = 0; author < authors; author++) {
      int left = FEWEST_TOKENS + (MOST_TOKENS - FEWEST_TOKENS) * author / (authors - 1);
      while (left > 1) {
        List<int[]> batch = new ArrayList<>();
        for (int row = 0; row < rows && left > 1; row++) {
          int length = Math.min(left, SHORTEST_ROW + random.nextInt(longest - SHORTEST_ROW + 1));
          batch.add(Arrays.copyOfRange(ids, next, next + length));
          next += length;
          left -= length;
        }
        lines.add(
            JSON.createObjectNode().put("author", author).putPOJO("token_ids", batch).toString());
      }
    }
    return BenchData.write(file, lines);
  }

  /** The authors, those with most batches first. */
  private static List<Author> read(Path file) {
    List<Author> authors = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        JsonNode json = JSON.readTree(line);
        int number = json.get("author").asInt();
        if (number == authors.size()) {
          authors.add(new Author(number, new ArrayList<>()));
        }
        authors
            .get(number)
            .batches()
            .add(batch(JSON.treeToValue(json.get("token_ids"), int[][].class)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    authors.sort(Comparator.comparingInt(Author::steps).reversed());
    return authors;
  }

  private static TrainBatch batch(int[][] ids) {
    float[][] weights = new float[ids.length][];
    int predicted = 0;
    for (int row = 0; row < ids.length; row++) {
      weights[row] = new float[ids[row].length];
      Arrays.fill(weights[row], 1);
      predicted += ids[row].length - 1;
    }
    return new TrainBatch(ids, weights, null, predicted);
  }
}
