package org.idiolect.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.idiolect.report.ReportData.Point;

/**
 * What the plots show, as the script reads it.
 *
 * @param overall one bar a model
 * @param people one bar a person: own minus shared
 * @param curves learning curves by the id of their canvas
 */
record ChartData(List<Bar> overall, List<Bar> people, List<Line> curves) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A bar with its interval; model or label is null. */
  record Bar(String model, String label, double value, Double low, Double high) {}

  /** A learning curve. */
  record Line(String id, List<Point> train, List<Point> validation) {}

  /** JSON that cannot end the script element it stands in. */
  String toJson() {
    try {
      return JSON.writeValueAsString(this)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plot data cannot be written as JSON", e);
    }
  }
}
