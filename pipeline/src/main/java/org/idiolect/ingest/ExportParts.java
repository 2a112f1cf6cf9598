package org.idiolect.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.hadoop.conf.Configuration;

/** Looks into a file: at its own first bytes, through gzip, or at each entry of a zip. */
final class ExportParts {
  private static final int MAX_ENTRIES = 100_000;

  private final FormatSniffer sniffer;
  private final Configuration hadoop;

  ExportParts(IngestConfig config, Configuration hadoop) {
    this.sniffer = new FormatSniffer(config);
    this.hadoop = hadoop;
  }

  /** The parts of a file in their order; a zip has one for each entry that is not a folder. */
  List<ExportPart> of(ExportFile file) throws IOException {
    ExportInput.Opener raw = () -> file.open(hadoop);
    byte[] head;
    try (InputStream in = raw.open()) {
      head = in.readNBytes(FormatSniffer.HEAD_BYTES);
    }
    if (isZip(head)) {
      return zipParts(raw);
    }
    boolean gzip = isGzip(head);
    return List.of(part("", gzip ? inflatedHead(raw) : head, raw, gzip));
  }

  private ExportPart part(String entry, byte[] head, ExportInput.Opener raw, boolean gzip) {
    Charset charset = CharsetSniffer.sniff(head);
    String text = new String(head, charset);
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    boolean binary = text.indexOf('\0') >= 0 && !text.startsWith("{");
    Format format = binary ? null : sniffer.sniff(text).orElse(null);
    return new ExportPart(entry, format, text.isBlank(), charset, raw, gzip);
  }

  private static byte[] inflatedHead(ExportInput.Opener raw) throws IOException {
    try (InputStream in = new GZIPInputStream(raw.open(), FormatSniffer.HEAD_BYTES)) {
      return readAvailable(in);
    }
  }

  /** What can be read of the head; a truncated archive still shows its beginning. */
  private static byte[] readAvailable(InputStream in) throws IOException {
    byte[] head = new byte[FormatSniffer.HEAD_BYTES];
    int count = 0;
    try {
      for (int n; count < head.length && (n = in.read(head, count, head.length - count)) > 0; ) {
        count += n;
      }
    } catch (java.io.EOFException truncated) {
      // The reader of the part meets the same end and reports it.
    }
    return Arrays.copyOf(head, count);
  }

  private List<ExportPart> zipParts(ExportInput.Opener raw) throws IOException {
    List<ExportPart> parts = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(raw.open())) {
      int index = 0;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (index >= MAX_ENTRIES) {
          throw new IOException("more than " + MAX_ENTRIES + " entries in one zip");
        }
        if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX/")) {
          int wanted = index;
          byte[] head = readAvailable(zip);
          parts.add(part(entry.getName(), head, () -> openEntry(raw, wanted), false));
        }
        index++;
      }
    }
    return parts;
  }

  private static InputStream openEntry(ExportInput.Opener raw, int index) throws IOException {
    ZipInputStream zip = new ZipInputStream(raw.open());
    for (int i = 0; i <= index; i++) {
      zip.getNextEntry();
    }
    return new BoundedInflate(zip);
  }

  private static boolean isGzip(byte[] head) {
    return head.length > 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
  }

  private static boolean isZip(byte[] head) {
    return head.length > 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
  }
}
