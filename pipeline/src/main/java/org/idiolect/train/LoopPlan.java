package org.idiolect.train;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.StepConfig;
import org.idiolect.table.Checksums;

/**
 * All that decides what a step is, but for how often it is saved. A checkpoint goes on only under
 * the plan it was made with: it would end in another model, and nobody would know which.
 *
 * @param facts each by its name; hashes for the windows and the first weights
 */
record LoopPlan(Map<String, String> facts) {
  /**
   * The plan of a loop.
   *
   * @param start hash of the first weights
   */
  static LoopPlan of(
      TrainConfig config,
      List<Example> train,
      List<Example> validation,
      String start,
      StepConfig step,
      ComputeConfig compute) {
    Map<String, String> facts = new TreeMap<>(components(config.withCheckpointSteps(0)));
    facts.remove("checkpointSteps");
    facts.put("training windows", windows(train));
    facts.put("validation windows", windows(validation));
    facts.put("first weights", start);
    facts.put("accumulation steps", Integer.toString(step.parts()));
    facts.put("recompute", Boolean.toString(step.recompute()));
    facts.put("device", compute.device().replaceAll(":.*", ""));
    facts.put("precision", compute.precision().name());
    facts.put("threads", Integer.toString(compute.threads()));
    return new LoopPlan(facts);
  }

  private static Map<String, String> components(Record settings) {
    Map<String, String> values = new TreeMap<>();
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      try {
        values.put(component.getName(), String.valueOf(component.getAccessor().invoke(settings)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record's accessors are public", e);
      }
    }
    return values;
  }

  private static String windows(List<Example> examples) {
    StringBuilder text = new StringBuilder();
    examples.forEach(example -> text.append(' ').append(Arrays.hashCode(example.tokenIds())));
    return examples.size() + " of hash " + Checksums.sha256(text.toString()).substring(0, 12);
  }

  /** What differs in a later plan, as in {@code threads was 2, is now 4}; empty if nothing does. */
  List<String> changes(LoopPlan now) {
    TreeSet<String> names = new TreeSet<>(facts.keySet());
    names.addAll(now.facts.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(facts.get(name), now.facts.get(name)))
        .map(name -> "%s was %s, is now %s".formatted(name, facts.get(name), now.facts.get(name)))
        .toList();
  }
}
