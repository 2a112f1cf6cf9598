package org.idiolect.train;

import java.util.ArrayList;
import java.util.List;
import org.idiolect.model.LoraConfig;
import org.idiolect.window.Span;
import org.idiolect.window.Split;
import org.idiolect.window.TokenWindow;

/** The windows in which one author speaks, with his own tokens marked. */
final class AuthorExamples {
  private final String authorId;
  private final LoraConfig lora;
  private final List<Example> train = new ArrayList<>();
  private final List<Example> validation = new ArrayList<>();
  private RuntimeException failure;

  /**
   * Nothing yet.
   *
   * @param lora shape of his adapter
   */
  AuthorExamples(String authorId, LoraConfig lora) {
    this.authorId = authorId;
    this.lora = lora;
  }

  void add(TokenWindow window) {
    boolean[] own = new boolean[window.tokenIds().length];
    for (Span span : window.spans()) {
      if (span.authorId().equals(authorId)) {
        for (int t = Math.max(span.start(), window.scoredFrom()); t < span.end(); t++) {
          own[t] = true;
        }
      }
    }
    Example example = new Example(window.tokenIds(), window.scoredFrom(), own);
    if (example.targetTokens() > 0) {
      (window.split() == Split.TRAIN ? train : validation).add(example);
    }
  }

  /** A window that cannot be read: the author is given up, the others are not. */
  void fail(RuntimeException cause) {
    failure = failure == null ? cause : failure;
  }

  /** Throws what kept a window from being read, or that there is nothing to train on. */
  void requireTrainable() {
    if (failure != null) {
      throw failure;
    }
    if (train.isEmpty()) {
      throw new IllegalStateException(
          "no training window has a token of this author that counts; see the table windows");
    }
  }

  String authorId() {
    return authorId;
  }

  LoraConfig lora() {
    return lora;
  }

  List<Example> train() {
    return train;
  }

  List<Example> validation() {
    return validation;
  }
}
