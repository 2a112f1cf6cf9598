package org.idiolect.ingest.format;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a message of imessage-exporter's text holds below its sender: typed lines, and lines that
 * the exporter wrote about attachments, effects, reactions, edits and replies.
 *
 * @param text exactly what was typed, in its last version
 * @param editedAfter time from sending to the last edit; null when it was never edited
 */
record ImessageBody(MessageKind kind, String text, Duration editedAfter) {
  private static final Pattern REPLY_BELOW = Pattern.compile(" {4}" + ImessageTime.PATTERN + ".*");
  private static final Pattern REACTIONS = Pattern.compile("Tapbacks:|Reactions:");
  private static final Pattern REACTION = Pattern.compile(".+ (?:by|from) .+");
  private static final Pattern EFFECT =
      Pattern.compile(
          "Sent with (?:Confetti|Echo|Fireworks|Balloons|Heart|Lasers|Shooting Start?|Sparkles"
              + "|Spotlight|Slam|Loud|Gentle|Invisible Ink)");
  private static final Pattern FIRST_VERSION = Pattern.compile(ImessageTime.PATTERN + " .*");
  private static final Pattern LATER_VERSION = Pattern.compile("Edited (.+) later: (.*)");
  private static final Pattern AMOUNT = Pattern.compile("(\\d+) (day|hour|minute|second)");
  private static final Pattern UNSENT =
      Pattern.compile(
          ".+ unsent this message part(?: .+ after sending)?!|(?:They|You) deleted a message\\.");
  private static final Pattern ATTACHMENT =
      Pattern.compile(
          "Attachment missing!|(?:Sticker from .+: )?(?:~?/|attachments/)(?:.*/)?[^/]+\\.[A-Za-z0-9]{1,5}"
              + "|(?:~?/|attachments/)(?:.*/)?(?:Attachments|attachments)/.+");
  private static final Pattern TRANSCRIPTION = Pattern.compile("Transcription: .*");
  private static final Pattern LINK = Pattern.compile("https?://\\S+");
  private static final Pattern SERVICE =
      Pattern.compile("SharePlay Message|(?:Started|Stopped) sharing location!");
  private static final String DELETED = "This message was deleted from the conversation!";
  private static final String RESPONDED = "This message responded to an earlier message.";

  static ImessageBody of(List<String> below) {
    List<String> lines = ownLines(below);
    if (lines.isEmpty()) {
      return new ImessageBody(MessageKind.TEXT, "", null);
    }
    boolean unsent = lines.size() == 1 && UNSENT.matcher(lines.get(0)).matches();
    if (unsent || lines.get(0).equals(DELETED)) {
      return new ImessageBody(MessageKind.DELETION, "", null);
    }
    if (SERVICE.matcher(lines.get(0)).matches()) {
      return new ImessageBody(MessageKind.SYSTEM, "", null);
    }
    if (FIRST_VERSION.matcher(lines.get(0)).matches()) {
      return edited(lines);
    }
    boolean attached = removeAttachments(lines);
    boolean preview = lines.size() > 1 && LINK.matcher(lines.get(0)).matches();
    String text = preview ? lines.get(0) : String.join("\n", lines);
    return new ImessageBody(
        attached && text.isBlank() ? MessageKind.MEDIA : MessageKind.TEXT, text, null);
  }

  /** The lines without replies, which are printed again where they belong, and reactions. */
  private static List<String> ownLines(List<String> below) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < below.size() && !REPLY_BELOW.matcher(below.get(i)).matches(); i++) {
      boolean reactions =
          REACTIONS.matcher(below.get(i)).matches()
              && i + 1 < below.size()
              && REACTION.matcher(below.get(i + 1)).matches();
      if (!reactions) {
        lines.add(below.get(i));
        continue;
      }
      while (i + 1 < below.size() && !below.get(i + 1).isBlank()) {
        i++;
      }
    }
    dropBlankEnd(lines);
    if (!lines.isEmpty() && last(lines).equals(RESPONDED)) {
      lines.remove(lines.size() - 1);
      dropBlankEnd(lines);
    }
    if (lines.size() > 1 && EFFECT.matcher(last(lines)).matches()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  private static boolean removeAttachments(List<String> lines) {
    boolean attached = false;
    boolean before = false;
    List<String> typed = new ArrayList<>();
    for (String line : lines) {
      boolean isAttachment = ATTACHMENT.matcher(line).matches();
      if (!isAttachment && !(before && TRANSCRIPTION.matcher(line).matches())) {
        typed.add(line);
      }
      attached |= isAttachment;
      before = isAttachment;
    }
    lines.clear();
    lines.addAll(typed);
    return attached;
  }

  /** The last version; each says how long after the one before it it was written. */
  private static ImessageBody edited(List<String> lines) {
    List<String> version =
        new ArrayList<>(List.of(lines.get(0).replaceFirst("^" + ImessageTime.PATTERN + " ", "")));
    Duration after = null;
    for (String line : lines.subList(1, lines.size())) {
      Matcher later = LATER_VERSION.matcher(line);
      if (later.matches()) {
        after = (after == null ? Duration.ZERO : after).plus(duration(later.group(1)));
        version.clear();
        version.add(later.group(2));
      } else {
        version.add(line);
      }
    }
    dropBlankEnd(version);
    return new ImessageBody(MessageKind.TEXT, String.join("\n", version), after);
  }

  private static Duration duration(String words) {
    Matcher amount = AMOUNT.matcher(words);
    Duration sum = Duration.ZERO;
    while (amount.find() && amount.group(1).length() < 6) {
      long count = Long.parseLong(amount.group(1));
      sum =
          sum.plus(
              switch (amount.group(2)) {
                case "day" -> Duration.ofDays(count);
                case "hour" -> Duration.ofHours(count);
                case "minute" -> Duration.ofMinutes(count);
                default -> Duration.ofSeconds(count);
              });
    }
    return sum;
  }

  private static void dropBlankEnd(List<String> lines) {
    while (!lines.isEmpty() && last(lines).isBlank()) {
      lines.remove(lines.size() - 1);
    }
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }
}
