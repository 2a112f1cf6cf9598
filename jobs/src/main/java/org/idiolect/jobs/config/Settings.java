package org.idiolect.jobs.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Merges settings by precedence and checks them. */
public final class Settings {
  private static final String DEFAULTS = "idiolect.conf";

  private Settings() {}

  /**
   * The effective settings as text: {@code sets} over {@code file} over the defaults.
   *
   * @param file HOCON file, or null
   * @param sets {@code key=value} each
   */
  public static Config merge(Path file, List<String> sets) {
    Config merged = ConfigFactory.empty();
    for (String set : sets) {
      merged = parse(set).withFallback(merged);
    }
    if (file != null) {
      merged = merged.withFallback(parse(file));
    }
    return merged.withFallback(defaults()).resolve();
  }

  /** The defaults that the jar carries. */
  public static Config defaults() {
    return ConfigFactory.parseResources(
        Settings.class.getClassLoader(),
        DEFAULTS,
        ConfigParseOptions.defaults().setAllowMissing(false));
  }

  /**
   * Checks the settings.
   *
   * @throws ConfigException for an unknown key, a wrong type, a value out of range
   */
  public static IdiolectConfig check(Config settings) {
    return RecordReader.read(settings, IdiolectConfig.class, "");
  }

  private static Config parse(String set) {
    int equals = set.indexOf('=');
    if (equals < 1) {
      throw new ConfigException("--set wants key=value, got '" + set + "'");
    }
    String key = set.substring(0, equals).strip();
    String value = set.substring(equals + 1).strip();
    try {
      return ConfigFactory.parseString(key + " = " + value);
    } catch (com.typesafe.config.ConfigException e) {
      // Paths and other texts need no quotes on the command line.
      return ConfigFactory.parseString(
          key + " = \"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }
  }

  private static Config parse(Path file) {
    if (!Files.isReadable(file)) {
      throw new ConfigException("cannot read the settings file " + file);
    }
    try {
      return ConfigFactory.parseFile(file.toFile());
    } catch (com.typesafe.config.ConfigException e) {
      throw new ConfigException("the settings file is not HOCON: " + e.getMessage(), e);
    }
  }
}
