package org.idiolect.jobs.samples;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who talks, about what, and in which export: read once for any number of conversations.
 *
 * @param people by their short id, in the order in which the plan names them
 */
record Cast(List<Plan> plans, Map<String, Persona> people, List<Topic> topics) {

  /**
   * One planned export.
   *
   * @param file path below the exports
   * @param people short ids
   */
  record Plan(SampleFormat format, String file, List<String> people) {

    static Plan of(String line) {
      List<String> words = Arrays.asList(line.split(" "));
      return new Plan(SampleFormat.of(words.get(0)), words.get(1), words.subList(2, words.size()));
    }
  }

  static Cast read() {
    List<Plan> plans = Lines.of("plan.txt").stream().map(Plan::of).toList();
    Map<String, Persona> people = new LinkedHashMap<>();
    for (Plan plan : plans) {
      plan.people().forEach(id -> people.computeIfAbsent(id, Persona::read));
    }
    return new Cast(plans, people, Lines.of("topics.txt").stream().map(Topic::read).toList());
  }

  List<Persona> people(Plan plan) {
    return plan.people().stream().map(people::get).toList();
  }
}
