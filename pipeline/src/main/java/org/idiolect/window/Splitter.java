package org.idiolect.window;

import java.io.Serializable;
import org.idiolect.table.Checksums;

/**
 * Deals sessions to train, validation and test.
 *
 * <p>A conversation with many sessions is split by time: the last ones are test, those before them
 * validation, at least one each. Any other lies in one split as a whole, by a hash of its id, which
 * is the same in every run and on every machine.
 *
 * <p>Example: 20 sessions, shares of 0.15: sessions 0 to 13 train, 14 to 16 validation, 17 to 19
 * test.
 */
public final class Splitter implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int HEX_DIGITS = 13; // 52 bits: exact in a double
  private final SplitConfig config;

  public Splitter(SplitConfig config) {
    this.config = config;
  }

  /**
   * The split of one session.
   *
   * @param position place of the session in its conversation by time, from 0
   * @param sessions number of sessions of the conversation
   */
  public Split splitOf(String conversationId, int position, int sessions) {
    return sessions >= config.minimumSessions()
        ? byTime(position, sessions)
        : byHash(conversationId);
  }

  private Split byTime(int position, int sessions) {
    int test = Math.max(1, (int) Math.round(sessions * config.testFraction()));
    int validation = Math.max(1, (int) Math.round(sessions * config.validationFraction()));
    if (position >= sessions - test) {
      return Split.TEST;
    }
    return position >= sessions - test - validation ? Split.VALIDATION : Split.TRAIN;
  }

  private Split byHash(String conversationId) {
    String hex = Checksums.sha256(conversationId).substring(0, HEX_DIGITS);
    double share = Long.parseLong(hex, 16) / (double) (1L << (4 * HEX_DIGITS));
    if (share >= 1 - config.testFraction()) {
      return Split.TEST;
    }
    return share >= 1 - config.testFraction() - config.validationFraction()
        ? Split.VALIDATION
        : Split.TRAIN;
  }
}
