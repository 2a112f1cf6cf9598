package org.idiolect.ml;

import java.util.Arrays;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Checks the columns that a stage's settings name, before anything is computed. */
final class Columns {
  private Columns() {}

  /**
   * The column that a setting names.
   *
   * @throws IllegalArgumentException if the setting, the column or its type is missing or wrong
   */
  static String require(Params stage, Param<String> setting, StructType schema, DataType type) {
    String column = named(stage, setting);
    if (!Arrays.asList(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "%s: %s names the column '%s', but there are only %s"
              .formatted(
                  stage.uid(), setting.name(), column, Arrays.toString(schema.fieldNames())));
    }
    DataType found = schema.apply(column).dataType();
    if (!found.equals(type)) {
      throw new IllegalArgumentException(
          "%s: the column '%s' (%s) must be of type %s, but is %s; cast it"
              .formatted(
                  stage.uid(),
                  column,
                  setting.name(),
                  type.catalogString(),
                  found.catalogString()));
    }
    return column;
  }

  /** The schema with one more column, which may hold nulls. */
  static StructType with(Params stage, Param<String> setting, StructType schema, DataType type) {
    String column = named(stage, setting);
    if (Arrays.asList(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "%s: there is already a column '%s'; give another %s"
              .formatted(stage.uid(), column, setting.name()));
    }
    return schema.add(column, type, true);
  }

  private static String named(Params stage, Param<String> setting) {
    if (!stage.isDefined(setting)) {
      String name = setting.name();
      throw new IllegalArgumentException(
          "%s needs set%s%s: %s"
              .formatted(
                  stage.uid(),
                  Character.toUpperCase(name.charAt(0)),
                  name.substring(1),
                  setting.doc()));
    }
    return stage.getOrDefault(setting);
  }
}
