package org.idiolect.train;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.idiolect.model.LoraConfig;

/**
 * The shape of each author's adapter: more rank for those with more data.
 *
 * @param base shape for the grades that are not named
 * @param rankOfGrade rank by data grade, A to D
 */
public record RankTiers(LoraConfig base, Map<String, Integer> rankOfGrade) implements Serializable {
  private static final List<String> GRADES = List.of("A", "B", "C", "D");

  public RankTiers {
    rankOfGrade = new HashMap<>(rankOfGrade);
  }

  /** One shape for all. */
  public static RankTiers none(LoraConfig base) {
    return new RankTiers(base, Map.of());
  }

  /**
   * Reads tiers such as {@code A=16}.
   *
   * @throws IllegalArgumentException naming the tier that cannot be read
   */
  public static RankTiers parse(LoraConfig base, List<String> tiers) {
    Map<String, Integer> ranks = new HashMap<>();
    for (String tier : tiers) {
      String[] parts = tier.split("=");
      if (parts.length != 2 || !GRADES.contains(parts[0]) || !parts[1].matches("[0-9]{1,4}")) {
        throw new IllegalArgumentException(
            "rank-tiers must be a list of grade=rank such as [\"A=16\", \"C=4\"], got '"
                + tier
                + "'");
      }
      ranks.put(parts[0], Integer.parseInt(parts[1]));
    }
    RankTiers all = new RankTiers(base, ranks);
    GRADES.forEach(all::of);
    return all;
  }

  /** The shape for a grade; alpha / rank is that of the base, so that one rate suits all. */
  public LoraConfig of(String grade) {
    int rank = rankOfGrade.getOrDefault(grade, base.rank());
    return new LoraConfig(rank, base.alpha() * rank / base.rank(), base.targets());
  }
}
