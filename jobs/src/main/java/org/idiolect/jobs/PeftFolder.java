package org.idiolect.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idiolect.jobs.config.ConfigException;
import org.idiolect.model.BaseMismatchException;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.LoraTarget;
import org.idiolect.model.Safetensors;

/** An adapter as PEFT's folder: adapter_config.json and adapter_model.safetensors. */
public final class PeftFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Key in the header of the tensors: hash of the model that the adapter was trained on. */
  public static final String BASE_SHA256 = "base_sha256";

  private PeftFolder() {}

  /**
   * Reads an adapter for a model.
   *
   * @throws ConfigException if the folder is not such an adapter
   * @throws org.idiolect.model.BaseMismatchException if the folder names the hash of another model;
   *     PEFT's own name none
   */
  public static LoraAdapter read(Path folder, Gpt2Config config, String baseSha256) {
    LoraAdapter adapter = read(folder, config);
    try {
      String base = Safetensors.metadata(Files.readAllBytes(tensors(folder))).get(BASE_SHA256);
      if (base != null) {
        BaseMismatchException.require("the adapter in " + folder, base, baseSha256);
      }
      return adapter;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the adapter in " + folder, e);
    }
  }

  private static Path tensors(Path folder) {
    return folder.resolve("adapter_model.safetensors");
  }

  /**
   * Reads a LoRA adapter for GPT-2 that PEFT or {@code export} wrote.
   *
   * @throws ConfigException if the folder is not such an adapter, naming what was found
   */
  public static LoraAdapter read(Path folder, Gpt2Config config) {
    Path configFile = folder.resolve("adapter_config.json");
    if (!Files.isReadable(configFile)) {
      throw new ConfigException(
          folder + " is no adapter folder: it has no adapter_config.json; make one with 'export'");
    }
    try {
      LoraConfig lora = lora(JSON.readTree(Files.readString(configFile)), folder);
      byte[] tensors = Files.readAllBytes(tensors(folder));
      return LoraAdapter.fromBytes(config, lora, tensors);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the adapter in " + folder, e);
    }
  }

  private static LoraConfig lora(JsonNode config, Path folder) {
    String type = config.path("peft_type").asText();
    if (!type.equals("LORA")) {
      throw new ConfigException(folder + " holds a PEFT adapter of type " + type + ", not LORA");
    }
    requirePlain(config, folder);
    List<LoraTarget> targets = new ArrayList<>();
    for (JsonNode target : config.path("target_modules")) {
      targets.addAll(targets(target.asText(), folder));
    }
    return new LoraConfig(config.path("r").asInt(), config.path("lora_alpha").asDouble(), targets);
  }

  /** What would change how the tensors are used, or be lost, is refused. */
  private static void requirePlain(JsonNode config, Path folder) {
    List<String> unknown = new ArrayList<>();
    for (String option : List.of("use_rslora", "use_dora", "lora_bias")) {
      if (config.path(option).asBoolean()) {
        unknown.add(option + " = true");
      }
    }
    for (String option : List.of("rank_pattern", "alpha_pattern", "modules_to_save")) {
      if (!config.path(option).isEmpty()) {
        unknown.add(option);
      }
    }
    if (!config.path("bias").asText("none").equals("none")) {
      unknown.add("bias = " + config.path("bias").asText());
    }
    if (!config.path("target_modules").isArray()) {
      unknown.add("target_modules that are no list");
    }
    if (!unknown.isEmpty()) {
      throw new ConfigException(
          folder
              + "/adapter_config.json has "
              + String.join(", ", unknown)
              + "; only plain LoRA on named modules can be read: train it without");
    }
  }

  /** PEFT matches by suffix: the bare c_proj is the one of the attention and the one of the MLP. */
  private static List<LoraTarget> targets(String name, Path folder) {
    List<LoraTarget> targets = new ArrayList<>();
    for (LoraTarget target : LoraTarget.values()) {
      if (target.moduleName().equals(name) || target.moduleName().endsWith("." + name)) {
        targets.add(target);
      }
    }
    if (targets.isEmpty()) {
      throw new ConfigException(folder + " adapts the module " + name + ", which GPT-2 has not");
    }
    return targets;
  }

  /**
   * Writes an adapter folder.
   *
   * @param baseModel absolute path of the model that it was trained on
   * @param card text of its README.md
   */
  public static void write(Path folder, LoraAdapter adapter, String baseModel, String card) {
    write(folder, adapter, baseModel, card, Map.of());
  }

  /**
   * The same with strings in the header of the tensors, which say where the adapter comes from.
   *
   * @param origin for example {@link #BASE_SHA256}
   */
  public static void write(
      Path folder, LoraAdapter adapter, String baseModel, String card, Map<String, String> origin) {
    LoraConfig lora = adapter.config();
    ObjectNode config = JSON.createObjectNode();
    config.put("peft_type", "LORA").put("task_type", "CAUSAL_LM");
    config.put("base_model_name_or_path", baseModel).putNull("revision");
    config.put("r", lora.rank()).put("lora_alpha", lora.alpha()).put("lora_dropout", 0.0);
    config.put("bias", "none").put("fan_in_fan_out", true).put("inference_mode", true);
    config.put("init_lora_weights", true).put("use_rslora", false).put("use_dora", false);
    config.putNull("modules_to_save");
    lora.targets().forEach(target -> config.withArray("target_modules").add(target.moduleName()));
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("adapter_config.json"), JSON.writeValueAsString(config) + "\n");
      Files.write(tensors(folder), adapter.toBytes(origin));
      Files.writeString(folder.resolve("README.md"), card);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the adapter folder " + folder, e);
    }
  }
}
