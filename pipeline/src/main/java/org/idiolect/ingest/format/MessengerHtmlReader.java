package org.idiolect.ingest.format;

import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Reads {@code message_1.html} of Facebook Messenger and Instagram.
 *
 * <p>Names of classes change, so a message is told by its three parts: a name, what was sent, and a
 * time at the end. What was sent has places of its own for the quoted message, the text, and
 * attachments. Times are local and often without seconds; newest messages come first.
 */
final class MessengerHtmlReader extends HtmlMessageReader {
  private static final Pattern PAGE = Pattern.compile("message_\\d+.*\\.html", Pattern.DOTALL);
  private static final Pattern BODY = Pattern.compile("_a6-p\">\\s*<div>\\s*<div>");
  private static final Pattern BARE_MESSAGE =
      Pattern.compile(
          "<div>[^<]{1,200}</div>\\s*<div>[^<]*</div>\\s*"
              + "<div>[^<]{0,40}\\p{Nd}{4}[^<]{0,20}\\p{Nd}:\\p{Nd}{2}[^<]{0,20}</div>");
  private static final Pattern TIME =
      Pattern.compile("(?=.*\\p{Nd}{4}).*\\p{Nd}{1,2}[:.]\\p{Nd}{2}.*", Pattern.DOTALL);
  private static final Pattern SENT_SOMETHING = Pattern.compile(" sent an attachment\\.");
  private static final String MEDIA = "img, video, audio, a";
  private static final int LONGEST_TIME = 60;
  private static final int PLACES = 4;

  private final ZoneId zone;
  private final MessengerTime times = new MessengerTime();
  private String conversation;
  private Instant latest;
  private int repeats;
  private boolean oldestFirst;

  static int likeness(Head head, FormatConfig config) {
    String page = head.text();
    boolean known = page.contains("_a6-h") && BODY.matcher(page).find();
    boolean bare = page.contains("Participants: ") && BARE_MESSAGE.matcher(page).find();
    return Head.certainIf(page.startsWith("<") && (known || bare));
  }

  static MessengerHtmlReader open(ExportInput input, FormatConfig config) throws IOException {
    ExportPlace place = input.place();
    String folder = PAGE.matcher(place.name()).matches() ? place.folder() : null;
    return new MessengerHtmlReader(input.openText(), folder, config);
  }

  /**
   * @param folder of the page, named as the thread in the JSON export; null when it has none
   */
  private MessengerHtmlReader(Reader text, String folder, FormatConfig config) {
    super(text, config);
    this.conversation = folder;
    this.zone = config.zoneId();
  }

  @Override
  boolean isMessage(Element element) {
    int parts = element.childrenSize();
    if (parts < 2 || parts > 3) {
      return false;
    }
    Element time = element.child(parts - 1);
    if (time.hasClass("_a6-o")) {
      return true;
    }
    return parts == 3
        && time.childrenSize() <= 1
        && element.child(0).childrenSize() <= 1
        && element.child(0).hasText()
        && isTime(time.text());
  }

  @Override
  void visit(Element element) {
    if (conversation == null && element.normalName().equals("title")) {
      conversation = element.text();
    }
  }

  @Override
  Event toEvent(Element message) {
    int parts = message.childrenSize();
    LocalDateTime local = times.parse(message.child(parts - 1).text());
    if (local == null) {
      return new Reject(
          position, RejectReason.TIMESTAMP, "a time is in no known language or not certain");
    }
    String sender = parts == 3 ? message.child(0).text() : "";
    Element body = message.child(parts - 2);
    body.select("ul").remove(); // Reactions.
    Element wrapper = body.childrenSize() == 1 ? body.child(0) : body;
    String text = text(wrapper).strip();
    MessageKind kind = kind(sender, text, wrapper);
    return new ParsedMessage(
        position,
        conversation,
        null,
        sender.isEmpty() ? null : sender,
        sender.isEmpty() ? null : sender,
        inOrder(local.atZone(zone).toInstant()),
        kind,
        kind == MessageKind.DELETION ? "" : text,
        null,
        null);
  }

  private static MessageKind kind(String sender, String text, Element sent) {
    if (text.isEmpty()) {
      return sent.selectFirst(MEDIA) == null ? MessageKind.TEXT : MessageKind.MEDIA;
    }
    boolean announced =
        !sender.isEmpty()
            && text.startsWith(sender)
            && SENT_SOMETHING.matcher(text.substring(sender.length())).lookingAt();
    return announced ? MessageKind.MEDIA : MessengerSentence.kind(sender, text);
  }

  /** The second of at least four places; the first one quotes another message. */
  private static String text(Element sent) {
    if (sent.childrenSize() >= PLACES && sent.ownText().isBlank()) {
      return typed(sent.child(1));
    }
    if (sent.childrenSize() == 0 || !sent.ownText().isBlank()) {
      return typed(sent);
    }
    List<String> texts = new ArrayList<>();
    for (Element place : sent.children()) {
      if (place.hasText()) {
        texts.add(typed(place).strip());
      }
    }
    return String.join("\n", texts);
  }

  /**
   * The time of a message; where the page writes the same time again, each message that stands
   * below is a millisecond earlier, since it is older.
   */
  private Instant inOrder(Instant written) {
    if (written.equals(latest)) {
      repeats++;
    } else {
      oldestFirst |= latest != null && written.isAfter(latest);
      latest = written;
      repeats = 0;
    }
    return oldestFirst ? written : written.minusMillis(repeats);
  }

  private static boolean isTime(String text) {
    return text.length() <= LONGEST_TIME && TIME.matcher(text).matches();
  }
}
