package org.idiolect.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Continues prompts in batches: one call of the script's {@code generate} each. */
final class Generator {
  /** Rows of one batch at most; and tokens of its caches, padding included. */
  private static final int ROWS_A_BATCH = 64;

  private static final int TOKENS_A_BATCH = 32768;

  private final Gpt2Model model;
  private final SamplingConfig sampling;

  Generator(Gpt2Model model, SamplingConfig sampling) {
    if (sampling.maxNewTokens() >= model.config().contextLength()) {
      throw new IllegalArgumentException(
          "max new tokens must be below the context length %d, got %d"
              .formatted(model.config().contextLength(), sampling.maxNewTokens()));
    }
    this.model = model;
    this.sampling = sampling;
  }

  /** Results in the order of the prompts; batches take prompts of like length. */
  List<Generation> generate(List<Prompt> prompts) {
    Generation[] results = new Generation[prompts.size()];
    Integer[] order = new Integer[prompts.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> -prompts.get(i).tokenIds().length));
    int start = 0;
    while (start < order.length) {
      int longest = newest(prompts.get(order[start])).length + sampling.maxNewTokens();
      int rows = Math.max(1, Math.min(ROWS_A_BATCH, TOKENS_A_BATCH / longest));
      int end = Math.min(order.length, start + rows);
      Integer[] batch = Arrays.copyOfRange(order, start, end);
      Generation[] part = batch(Arrays.stream(batch).map(prompts::get).toArray(Prompt[]::new));
      for (int i = 0; i < part.length; i++) {
        results[batch[i]] = part[i];
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

  private Generation[] batch(Prompt[] prompts) {
    int[][] rows = Arrays.stream(prompts).map(this::newest).toArray(int[][]::new);
    LoraAdapter[] adapters =
        Arrays.stream(prompts).map(Prompt::adapter).toArray(LoraAdapter[]::new);
    AdapterStack stack = AdapterStack.forGeneration(model.config(), adapters);
    Script script = model.script();
    try (NDManager scope = script.newScope()) {
      ScriptSettings settings = stack.settings(script.compute().precision());
      NDList arguments = new NDList(model.weights());
      arguments.addAll(stack.upload(scope));
      arguments.add(padded(scope, rows));
      arguments.add(scope.create(Arrays.stream(rows).mapToLong(row -> row.length).toArray()));
      arguments.add(uniforms(scope, prompts));
      arguments.add(settings.dims(scope));
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

  /** int64 (B, P), padded on the right with 0. */
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

  /** float64 (B, n): keyed by the prompt's seed and the place of the new token. */
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
