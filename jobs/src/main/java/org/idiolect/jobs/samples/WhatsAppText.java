package org.idiolect.jobs.samples;

import org.idiolect.jobs.samples.SampleMessage.Kind;

/**
 * What both of WhatsApp's text exports say, each in its own words.
 *
 * @param mark stands before what the app wrote, not the person
 * @param media for a photo
 * @param call for a call
 * @param deletion for a message that was taken back
 */
record WhatsAppText(String mark, String media, String call, String deletion) {
  private static final String NOTICE =
      "Messages and calls are end-to-end encrypted. No one outside of this chat, not even"
          + " WhatsApp, can read or listen to them.";

  /** Name and text of a message; only the text of a notice. */
  String line(SampleMessage message) {
    String name = message.author().account("whatsapp").name();
    return (message.kind() == Kind.SYSTEM ? "" : name + ": ") + body(message) + "\n";
  }

  private String body(SampleMessage message) {
    return switch (message.kind()) {
      case TEXT -> message.text() + (message.edited() ? " \u200e<This message was edited>" : "");
      case MEDIA -> mark + media;
      case CALL -> mark + call;
      case DELETION -> mark + deletion;
      case SYSTEM -> mark + NOTICE;
    };
  }
}
