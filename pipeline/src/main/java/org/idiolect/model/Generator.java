package org.idiolect.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Continues prompts, some at a time: when a row ends, the next prompt takes its place. One call of
 * the script's {@code generate} works through a queue of them.
 */
final class Generator {
  /** Rows written at the same time, unless asked for otherwise. */
  static final int ROWS = 64;

  /** Tokens of the caches of all rows, padding included. */
  private static final int TOKENS_A_BATCH = 32768;

  /** Prompts of one call for each row: the ends of the calls are all that is not full. */
  private static final int QUEUE = 16;

  private final Gpt2Model model;
  private final SamplingConfig sampling;
  private final int mostRows;

  Generator(Gpt2Model model, SamplingConfig sampling, int mostRows) {
    if (mostRows < 1) {
      throw new IllegalArgumentException("rows must be at least 1, got " + mostRows);
    }
    if (sampling.maxNewTokens() >= model.config().contextLength()) {
      throw new IllegalArgumentException(
          "max new tokens must be below the context length %d, got %d"
              .formatted(model.config().contextLength(), sampling.maxNewTokens()));
    }
    this.model = model;
    this.sampling = sampling;
    this.mostRows = mostRows;
  }

  /** Results in the order of the prompts; the longest come first. */
  List<Generation> generate(List<Prompt> prompts) {
    Generation[] results = new Generation[prompts.size()];
    Integer[] order = new Integer[prompts.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> -prompts.get(i).tokenIds().length));
    int start = 0;
    while (start < order.length) {
      int longest = newest(prompts.get(order[start])).length + sampling.maxNewTokens();
      int rows = Math.max(1, Math.min(mostRows, TOKENS_A_BATCH / longest));
      int end = Math.min(order.length, start + rows * QUEUE);
      Integer[] queue = Arrays.copyOfRange(order, start, end);
      Generation[] part =
          queue(Arrays.stream(queue).map(prompts::get).toArray(Prompt[]::new), rows);
      for (int i = 0; i < part.length; i++) {
        results[queue[i]] = part[i];
      }
      start = end;
    }
    return List.of(results);
  }

  /** The last tokens of the prompt, so many that the new ones fit behind them. */
  private int[] newest(Prompt prompt) {
    int[] ids = prompt.tokenIds();
    int room = model.config().contextLength() - sampling.maxNewTokens();
    return ids.length <= room ? ids : Arrays.copyOfRange(ids, ids.length - room, ids.length);
  }

  private Generation[] queue(Prompt[] prompts, int rowsAtATime) {
    int[][] rows = Arrays.stream(prompts).map(this::newest).toArray(int[][]::new);
    LoraAdapter[] adapters =
        Arrays.stream(prompts).map(Prompt::adapter).toArray(LoraAdapter[]::new);
    AdapterStack stack = AdapterStack.ofDistinct(model.config(), adapters);
    Script script = model.script();
    try (NDManager scope = script.newScope()) {
      ScriptSettings settings = stack.settings(script.compute().precision());
      NDList arguments = new NDList(model.weights());
      arguments.addAll(stack.upload(scope));
      arguments.add(scope.create(stack.groupsOf(adapters)));
      arguments.add(padded(scope, rows));
      arguments.add(scope.create(Arrays.stream(rows).mapToLong(row -> row.length).toArray()));
      arguments.add(limits(scope, prompts));
      arguments.add(uniforms(scope, prompts));
      arguments.add(settings.dims(scope, rowsAtATime));
      arguments.add(settings.reals(scope));
      arguments.add(
          Script.numbers(
              scope,
              sampling.temperature(),
              sampling.topK(),
              sampling.topP(),
              sampling.repetitionPenalty(),
              sampling.stopToken()));
      NDList out = script.call(scope, "generate", arguments);
      return results(out.get(0).toLongArray(), out.get(1).toFloatArray(), prompts.length);
    }
  }

  /** int64 (Q, P), padded on the right with 0. */
  private NDArray padded(NDManager scope, int[][] rows) {
    int length = Arrays.stream(rows).mapToInt(row -> row.length).max().orElse(1);
    long[] ids = new long[rows.length * length];
    for (int row = 0; row < rows.length; row++) {
      model.config().checkIds(rows[row], row);
      for (int t = 0; t < rows[row].length; t++) {
        ids[row * length + t] = rows[row][t];
      }
    }
    return scope.create(ids, new Shape(rows.length, length));
  }

  /** int64 (Q): the most new tokens of each. */
  private NDArray limits(NDManager scope, Prompt[] prompts) {
    return scope.create(
        Arrays.stream(prompts)
            .mapToLong(prompt -> Math.min(prompt.maxNewTokens(), sampling.maxNewTokens()))
            .toArray());
  }

  /** float64 (Q, n): keyed by the prompt's seed and the place of the new token. */
  private NDArray uniforms(NDManager scope, Prompt[] prompts) {
    int n = sampling.maxNewTokens();
    double[] uniforms = new double[prompts.length * n];
    for (int i = 0; i < uniforms.length; i++) {
      uniforms[i] = CounterRandom.uniform(prompts[i / n].seed(), i % n);
    }
    return scope.create(uniforms, new Shape(prompts.length, n));
  }

  private Generation[] results(long[] tokens, float[] logProbabilities, int rows) {
    int n = sampling.maxNewTokens();
    Generation[] results = new Generation[rows];
    for (int row = 0; row < rows; row++) {
      int from = row * n;
      int count = 0;
      while (count < n && tokens[from + count] >= 0) {
        count++;
      }
      int[] ids = Arrays.stream(tokens, from, from + count).mapToInt(Math::toIntExact).toArray();
      boolean stopped = ids[count - 1] == sampling.stopToken();
      results[row] =
          new Generation(
              ids,
              stopped ? StopReason.STOP_TOKEN : StopReason.LENGTH,
              Arrays.copyOfRange(logProbabilities, from, from + count));
    }
    return results;
  }
}
