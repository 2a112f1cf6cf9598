package org.idiolect.train;

import java.util.ArrayList;
import java.util.List;
import org.idiolect.window.Span;
import org.idiolect.window.Split;
import org.idiolect.window.TokenWindow;

/** The windows in which one author speaks, with his own tokens marked. */
final class AuthorExamples {
  private final String authorId;
  private final List<Example> train = new ArrayList<>();
  private final List<Example> validation = new ArrayList<>();

  AuthorExamples(String authorId) {
    this.authorId = authorId;
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

  String authorId() {
    return authorId;
  }

  List<Example> train() {
    return train;
  }

  List<Example> validation() {
    return validation;
  }
}
