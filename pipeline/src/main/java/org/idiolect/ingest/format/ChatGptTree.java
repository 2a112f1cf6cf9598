package org.idiolect.ingest.format;

import static org.idiolect.ingest.format.JsonElements.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One conversation of a ChatGPT export: nodes by their ids, each with its parent and its children.
 *
 * <p>Trimmed exports lack {@code current_node}, then the branch that was written last counts; or
 * all links, then the order of the file does.
 */
final class ChatGptTree {
  private final JsonNode conversation;
  private final Map<String, JsonNode> nodes = new LinkedHashMap<>();
  private final Map<String, String> parents = new HashMap<>();

  ChatGptTree(JsonNode conversation) {
    this.conversation = conversation;
    Iterator<Map.Entry<String, JsonNode>> fields = conversation.path("mapping").fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      nodes.put(field.getKey(), field.getValue());
    }
    nodes.forEach(
        (id, node) -> {
          for (JsonNode child : node.path("children")) {
            parents.putIfAbsent(child.asText(), id);
          }
        });
    nodes.forEach(
        (id, node) -> {
          String parent = text(node, "parent");
          if (parent != null) {
            parents.put(id, parent);
          }
        });
  }

  /** The id of the conversation; that of its first node where it has none. */
  String id() {
    for (String field : new String[] {"conversation_id", "id"}) {
      if (text(conversation, field) != null) {
        return text(conversation, field);
      }
    }
    return nodes.isEmpty() ? null : nodes.keySet().iterator().next();
  }

  /** The messages that its last reader saw, oldest first. */
  List<JsonNode> path() {
    if (parents.isEmpty()) {
      return messages(nodes.keySet());
    }
    List<String> ids = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String id = end(); nodes.containsKey(id) && seen.add(id); id = parents.get(id)) {
      ids.add(id);
    }
    Collections.reverse(ids);
    return messages(ids);
  }

  /** The messages of other branches, in the order of the file. */
  List<JsonNode> besides(List<JsonNode> path) {
    Set<JsonNode> onPath = Collections.newSetFromMap(new IdentityHashMap<>());
    onPath.addAll(path);
    return messages(nodes.keySet()).stream().filter(message -> !onPath.contains(message)).toList();
  }

  private String end() {
    String current = text(conversation, "current_node");
    if (nodes.containsKey(current)) {
      return current;
    }
    Set<String> inner = new HashSet<>(parents.values());
    String latest = null;
    double latestTime = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, JsonNode> node : nodes.entrySet()) {
      double time = node.getValue().path("message").path("create_time").asDouble();
      if (!inner.contains(node.getKey()) && time >= latestTime) {
        latest = node.getKey();
        latestTime = time;
      }
    }
    return latest;
  }

  private List<JsonNode> messages(Iterable<String> ids) {
    List<JsonNode> messages = new ArrayList<>();
    for (String id : ids) {
      JsonNode message = nodes.get(id).path("message");
      if (message.isObject()) {
        messages.add(message);
      }
    }
    return messages;
  }
}
