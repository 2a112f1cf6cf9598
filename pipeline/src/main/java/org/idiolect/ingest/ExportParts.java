package org.idiolect.ingest;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.idiolect.ingest.container.ArchiveEntry;
import org.idiolect.ingest.container.ArchiveLimits;
import org.idiolect.ingest.container.FileMagic;
import org.idiolect.ingest.container.GzipLayer;
import org.idiolect.ingest.container.RefusedException;
import org.idiolect.ingest.format.ExportPlace;
import org.idiolect.ingest.format.Format;
import org.idiolect.ingest.format.FormatConfig;
import org.idiolect.ingest.format.RejectReason;

/** Looks into files and says what each export in them is. */
final class ExportParts {
  private final FormatConfig config;
  private final ArchiveLimits limits;
  private final Configuration hadoop;

  ExportParts(IngestConfig config, Configuration hadoop) {
    this.config = config.format();
    this.limits = config.archive();
    this.hadoop = hadoop;
  }

  /** The parts of a file in their order; an archive has one for each entry that is a file. */
  PartCursor open(ExportFile file) {
    ArchiveEntry whole =
        new ArchiveEntry("", () -> file.open(hadoop), () -> file.openChannel(hadoop), null);
    return new PartCursor(whole, file, this, limits);
  }

  /**
   * @param head first bytes of the export itself, without gzip
   * @param gzip null when there is none
   */
  ExportPart part(ArchiveEntry entry, byte[] head, GzipLayer gzip) {
    boolean parquet = FileMagic.isParquet(head);
    Charset charset = parquet ? StandardCharsets.UTF_8 : CharsetSniffer.sniff(head);
    String text = new String(head, charset);
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    boolean binary = text.indexOf('\0') >= 0 && !text.startsWith("{") && !parquet;
    Format format = binary ? null : Format.of(text, config).orElse(null);
    if (format != null && !parquet && CharsetSniffer.isDoubtful(head)) {
      return ExportPart.refused(
          entry.name(),
          new RefusedException(
              RejectReason.ENCODING, "neither UTF-8 nor an encoding that is known: save as UTF-8"));
    }
    String look = format == null && !binary ? UnknownLook.of(text) : "";
    return new ExportPart(
        entry.name(),
        format,
        text.isBlank(),
        charset,
        entry.raw(),
        gzip,
        null,
        look,
        null,
        ExportPlace.NONE);
  }
}
