package org.idiolect.evaluate;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Compares one profile with its author's own later messages and with those of other people. */
final class MeasureDistance implements MapFunction<Row, Row> {
  static final String OWN = "own";
  static final String OTHERS = "others";

  @Override
  public Row call(Row profile) {
    double[] histograms = doubles(profile.getList(profile.fieldIndex(CountStyle.HISTOGRAMS)));
    int distances = StyleProfile.SCHEMA.length() - 2;
    Object[] values = new Object[distances + 2];
    for (int i = 0; i < distances; i++) {
      values[i] = profile.get(i);
    }
    values[distances] = own(profile, histograms);
    values[distances + 1] = others(profile, histograms);
    return RowFactory.create(values);
  }

  private static Double own(Row profile, double[] histograms) {
    int own = profile.fieldIndex(OWN);
    boolean itself = StyleProfile.TEST.equals(profile.getAs(StyleProfile.SOURCE));
    return itself || profile.isNullAt(own)
        ? null
        : (Double) StyleCounts.distance(histograms, doubles(profile.getList(own)));
  }

  private static Double others(Row profile, double[] histograms) {
    List<Row> people = profile.getList(profile.fieldIndex(OTHERS));
    String author = profile.getAs(StyleProfile.AUTHOR_ID);
    OptionalDouble mean =
        people.stream()
            .filter(person -> !person.getString(0).equals(author))
            .mapToDouble(person -> StyleCounts.distance(histograms, doubles(person.getList(1))))
            .average();
    return mean.isPresent() ? (Double) mean.getAsDouble() : null;
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
