package org.idiolect.jobs.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException.Missing;
import com.typesafe.config.ConfigException.WrongType;
import com.typesafe.config.ConfigObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Binds HOCON to records: the component {@code learningRate} reads the key {@code learning-rate},
 * and a component that is a record reads the group of its name.
 */
final class RecordReader {
  private RecordReader() {}

  /**
   * Reads a record and everything nested in it.
   *
   * @param group dotted path of {@code config} for messages, empty at the root
   * @throws ConfigException naming the full key, what was given and what is allowed
   */
  static <R extends Record> R read(Config config, Class<R> type, String group) {
    RecordComponent[] components = type.getRecordComponents();
    requireKnownKeys(config.root(), components, group);
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(config, components[i], group);
    }
    return construct(type, components, values, group);
  }

  /** {@code learningRate} as {@code learning-rate}. */
  static String key(RecordComponent component) {
    return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static void requireKnownKeys(
      ConfigObject object, RecordComponent[] components, String group) {
    List<String> known = Arrays.stream(components).map(RecordReader::key).toList();
    for (String key : object.keySet()) {
      if (!known.contains(key)) {
        String nearest =
            known.stream()
                .min(
                    Comparator.comparingInt(
                        k -> LevenshteinDistance.getDefaultInstance().apply(k, key)))
                .orElse("");
        throw new ConfigException(
            "unknown setting '" + group + key + "'; did you mean '" + group + nearest + "'?");
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Object value(Config config, RecordComponent component, String group) {
    String key = key(component);
    Class<?> type = component.getType();
    try {
      if (type.isRecord()) {
        return read(config.getConfig(key), (Class<? extends Record>) type, group + key + ".");
      }
      return type == List.class ? list(config, key, component) : scalar(config, key, type);
    } catch (Missing e) {
      throw new ConfigException("setting '" + group + key + "' is missing", e);
    } catch (WrongType e) {
      throw new ConfigException(
          "setting '"
              + group
              + key
              + "' must be of type "
              + type.getSimpleName().toLowerCase(Locale.ROOT),
          e);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("setting '" + group + key + "': " + e.getMessage(), e);
    }
  }

  private static Object scalar(Config config, String key, Class<?> type) {
    if (type == int.class) {
      return config.getInt(key);
    } else if (type == long.class) {
      return config.getLong(key);
    } else if (type == double.class) {
      return config.getDouble(key);
    } else if (type == boolean.class) {
      return config.getBoolean(key);
    } else if (type.isEnum()) {
      return constant(type, config.getString(key));
    } else if (type == String.class) {
      return config.getString(key);
    }
    throw new IllegalStateException("no rule for settings of type " + type);
  }

  private static List<?> list(Config config, String key, RecordComponent component) {
    Type element = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    if (element == Integer.class) {
      return config.getIntList(key);
    }
    List<String> texts = config.getStringList(key);
    return element == String.class
        ? texts
        : texts.stream().map(text -> constant((Class<?>) element, text)).toList();
  }

  private static Object constant(Class<?> type, String text) {
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of " + allowed(type) + ", got '" + text + "'"));
  }

  private static String allowed(Class<?> type) {
    return Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <R extends Record> R construct(
      Class<R> type, RecordComponent[] components, Object[] values, String group) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      String cause = e.getCause().getMessage();
      String where = cause.startsWith(group) ? "" : group;
      throw new ConfigException("setting " + where + cause, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot construct " + type, e);
    }
  }
}
