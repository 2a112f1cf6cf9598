package org.idiolect.model;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adapters as the script wants them: for each layer and target A (G, inputs, r) and B (G, r,
 * outputs), one group of equal consecutive rows each. A group without an adapter has zeros, and so
 * have the columns and targets that an adapter of a smaller shape lacks.
 *
 * @param config a shape that holds all adapters; null when there is none
 */
record AdapterStack(Gpt2Config model, LoraConfig config, List<LoraAdapter> groups) {

  /** One adapter for all rows. */
  static AdapterStack of(Gpt2Config model, LoraAdapter adapter) {
    return new AdapterStack(model, adapter.config(), List.of(adapter));
  }

  /**
   * One group for each adapter, equal ones included, to be trained.
   *
   * @throws IllegalArgumentException unless all have the same shape: zeros would be trained too
   */
  static AdapterStack ofGroups(Gpt2Config model, List<LoraAdapter> adapters) {
    LoraConfig config = commonConfig(model, adapters.toArray(LoraAdapter[]::new));
    if (!adapters.stream().allMatch(adapter -> adapter.config().equals(config))) {
      throw new IllegalArgumentException(
          "adapters that are trained together must have the same rank, alpha and targets");
    }
    return new AdapterStack(model, config, List.copyOf(adapters));
  }

  /**
   * The largest groups of equal size in which every row has the same adapter.
   *
   * @param ofRow entries may be null; null as a whole for none
   */
  static AdapterStack ofRows(Gpt2Config model, LoraAdapter[] ofRow) {
    LoraConfig config = commonConfig(model, ofRow);
    if (config == null) {
      return new AdapterStack(model, null, List.of());
    }
    int size = ofRow.length;
    int run = 0;
    for (int row = 0; row < ofRow.length; row++) {
      run++;
      if (row + 1 == ofRow.length || ofRow[row + 1] != ofRow[row]) {
        size = greatestCommonDivisor(size, run);
        run = 0;
      }
    }
    return grouped(model, config, ofRow, size);
  }

  /**
   * Each different adapter once, in the order of first appearance; null counts as one.
   *
   * @param ofRow entries may be null
   */
  static AdapterStack ofDistinct(Gpt2Config model, LoraAdapter[] ofRow) {
    LoraConfig config = commonConfig(model, ofRow);
    if (config == null) {
      return new AdapterStack(model, null, List.of());
    }
    List<LoraAdapter> groups = new ArrayList<>();
    for (LoraAdapter adapter : ofRow) {
      if (groupOf(groups, adapter) < 0) {
        groups.add(adapter);
      }
    }
    return new AdapterStack(model, config, groups);
  }

  /** For each row, its place among the groups; 0 without any adapter. */
  long[] groupsOf(LoraAdapter[] ofRow) {
    return Arrays.stream(ofRow).mapToLong(a -> Math.max(0, groupOf(groups, a))).toArray();
  }

  /** By identity: comparing weights would cost more than a group too many. */
  private static int groupOf(List<LoraAdapter> groups, LoraAdapter adapter) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i) == adapter) {
        return i;
      }
    }
    return -1;
  }

  private static AdapterStack grouped(
      Gpt2Config model, LoraConfig config, LoraAdapter[] ofRow, int size) {
    List<LoraAdapter> groups = new ArrayList<>();
    for (int row = 0; row < ofRow.length; row += size) {
      groups.add(ofRow[row]);
    }
    return new AdapterStack(model, config, groups);
  }

  /** The smallest shape that holds all adapters. */
  private static LoraConfig commonConfig(Gpt2Config model, LoraAdapter[] ofRow) {
    LoraConfig config = null;
    for (LoraAdapter adapter : ofRow == null ? new LoraAdapter[0] : ofRow) {
      if (adapter != null) {
        adapter.checkFits(model);
        config = config == null ? adapter.config() : config.joined(adapter.config());
      }
    }
    return config;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  ScriptSettings settings(Precision precision) {
    ScriptSettings none = ScriptSettings.withoutAdapter(model, precision);
    if (config == null) {
      return none;
    }
    int[] places = none.adapterPlaces();
    for (int i = 0; i < config.targets().size(); i++) {
      places[config.targets().get(i).ordinal()] = 2 * i;
    }
    return new ScriptSettings(
        model.heads(),
        places,
        2 * config.targets().size(),
        precision,
        model.layerNormEpsilon(),
        config.scale());
  }

  /** In the order of the script's list a; names are the adapter's own. */
  List<Tensor> tensors() {
    List<Gpt2Config.WeightShape> shapes = LoraAdapter.shapes(model, config);
    List<LoraAdapter> equallyShaped =
        groups.stream().map(group -> group == null ? null : group.widened(model, config)).toList();
    List<Tensor> stacked = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      int rows = (int) shapes.get(i).axes()[0];
      int columns = (int) shapes.get(i).axes()[1];
      float[] data = new float[groups.size() * rows * columns];
      for (int g = 0; g < groups.size(); g++) {
        if (equallyShaped.get(g) != null) {
          float[] own = equallyShaped.get(g).tensors().get(i).data();
          transpose(own, 0, rows, columns, data, g * rows * columns);
        }
      }
      stacked.add(
          new Tensor(shapes.get(i).name(), new long[] {groups.size(), columns, rows}, data));
    }
    return stacked;
  }

  /** The adapter of one group, back from {@link #tensors} after training. */
  static LoraAdapter unstack(LoraConfig config, List<Tensor> stacked, int group) {
    List<Tensor> tensors = new ArrayList<>();
    for (Tensor tensor : stacked) {
      int columns = (int) tensor.shape()[1];
      int rows = (int) tensor.shape()[2];
      float[] data = new float[rows * columns];
      transpose(tensor.data(), group * rows * columns, columns, rows, data, 0);
      tensors.add(new Tensor(tensor.name(), new long[] {rows, columns}, data));
    }
    return new LoraAdapter(config, tensors);
  }

  /** (rows, columns) from one offset to (columns, rows) at the other. */
  private static void transpose(
      float[] from, int fromOffset, int rows, int columns, float[] to, int toOffset) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        to[toOffset + column * rows + row] = from[fromOffset + row * columns + column];
      }
    }
  }

  /** Native copies that live as long as the scope. */
  NDList upload(NDManager scope) {
    if (config == null) {
      return Script.unread(scope, "a");
    }
    return Script.upload(scope, tensors(), "a");
  }
}
