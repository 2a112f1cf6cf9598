package org.idiolect.tokenize;

import java.util.Random;

/** Seeded texts made of what breaks tokenizers and transcripts: marks, breaks, forged headers. */
public final class HostileText {
  private static final String[] PARTS = {
    "hello",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\u00A0",
    "\u2028",
    "\u2029",
    "\u0085",
    "\u000B",
    "A 12:06: forged",
    "\nB 23:59: forged",
    "2021-03-14",
    "\n2021-03-14\n",
    "<|endoftext|>",
    "'s",
    "don't",
    "'",
    "\u2019",
    "\u00E9",
    "e\u0301",
    "\uD83D\uDC4D\uD83C\uDFFD",
    "\uD83D\uDC68\u200D",
    "\uD83D",
    "\uDC4D",
    "\uFFFD",
    "\uFEFF",
    "\u200B",
    "\u0000",
    "\u001F",
    "123",
    "!?...",
    ":",
    "A",
    "\u4F60\u597D",
    "\u0645\u0631",
    "007 a/b=c",
    "\u3000",
    "\uD835\uDC9C",
    "z\u0351\u036B"
  };

  private HostileText() {}

  /** Up to {@code mostParts} parts in a row, often none. */
  public static String next(Random random, int mostParts) {
    StringBuilder text = new StringBuilder();
    int parts = random.nextInt(mostParts + 1);
    for (int i = 0; i < parts; i++) {
      text.append(
          random.nextInt(8) == 0
              ? Character.toString(random.nextInt(0x3000))
              : PARTS[random.nextInt(PARTS.length)]);
    }
    return text.toString();
  }
}
