package org.idiolect.jobs.serve;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the page asks for.
 *
 * @param conversation the chat so far
 * @param authorId who goes on
 * @param characters to write, about
 * @param temperature divides the logits
 * @param seed of the random numbers
 */
record ImitationRequest(
    String conversation, String authorId, int characters, double temperature, long seed) {
  static final int MOST_CHARACTERS = 1000;
  static final int MOST_CONVERSATION = 20_000;

  ImitationRequest {
    require(
        conversation.length() <= MOST_CONVERSATION,
        "the conversation is longer than " + MOST_CONVERSATION + " characters: keep its end");
    require(
        characters >= 1 && characters <= MOST_CHARACTERS,
        "characters must be in [1, " + MOST_CHARACTERS + "]");
    require(temperature > 0 && temperature <= 2, "temperature must be in (0, 2]");
  }

  static ImitationRequest of(JsonNode json) {
    return new ImitationRequest(
        json.path("conversation").asText(""),
        json.path("author").asText(""),
        json.path("characters").asInt(0),
        json.path("temperature").asDouble(0),
        json.path("seed").asLong(1));
  }

  private static void require(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }
}
