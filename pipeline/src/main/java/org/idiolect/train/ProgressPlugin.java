package org.idiolect.train;

import java.io.IOException;
import java.util.Map;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries progress from executors to the driver over Spark's own RPC: no port of its own, encrypted
 * and authenticated where Spark's is. Named in {@code spark.plugins}; without it there is no
 * progress, and nothing else is missing.
 */
public final class ProgressPlugin implements SparkPlugin {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressPlugin.class);

  /** Of this executor; tasks have no other way to reach their executor's plugins. */
  private static volatile PluginContext executor;

  @Override
  public DriverPlugin driverPlugin() {
    return new Receiver();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Sender();
  }

  /** Sends without waiting for an answer. */
  static void send(ProgressBoard.Message message) {
    PluginContext context = executor;
    if (context == null) {
      return;
    }
    try {
      context.send(message);
    } catch (IOException e) {
      // Progress is for people: training goes on without it.
      LOG.debug("progress did not reach the driver", e);
    }
  }

  private static final class Receiver implements DriverPlugin {
    @Override
    public Object receive(Object message) {
      ProgressBoard.receive((ProgressBoard.Message) message);
      return null;
    }
  }

  private static final class Sender implements ExecutorPlugin {
    @Override
    public void init(PluginContext context, Map<String, String> extraConf) {
      executor = context;
    }

    @Override
    public void shutdown() {
      executor = null;
    }
  }
}
