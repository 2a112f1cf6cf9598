package org.idiolect;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One small local session for all step tests of a JVM: two cores, two shuffle partitions, UTC.
 *
 * <pre>
 *   &#64;ExtendWith(SparkExtension.class)
 *   final class WindowStepTest {
 *     &#64;Test void keepsEveryMessage(SparkSession spark) { ... }
 * </pre>
 *
 * <p>Spark's own shutdown hook stops it, so that no test pays for a second start.
 */
public final class SparkExtension implements BeforeAllCallback, ParameterResolver {
  @Override
  public void beforeAll(ExtensionContext context) {
    session();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return session();
  }

  /** The session of this JVM; starts it on the first call. */
  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("idiolect-tests")
        .config("spark.ui.enabled", false)
        .config("spark.plugins", "org.idiolect.train.ProgressPlugin")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.default.parallelism", 2)
        .config("spark.sql.session.timeZone", "UTC")
        .config(
            "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/idiolect-warehouse")
        .getOrCreate();
  }
}
