package org.idiolect.report;

import com.samskivert.mustache.Mustache;
import java.io.StringReader;

/** Renders the page: plain Java, no files, no network, the same text for the same data. */
public final class ReportPage {
  private ReportPage() {}

  /** The page as one HTML text; everything that comes from data is escaped. */
  public static String render(ReportData data) {
    return mustache().compile(Assets.text("page.mustache")).execute(PageBuilder.build(data));
  }

  static Mustache.Compiler mustache() {
    return Mustache.compiler()
        .escapeHTML(true)
        .nullValue("")
        .emptyStringIsFalse(true)
        .withLoader(partial -> new StringReader(Assets.text(partial + ".mustache")));
  }
}
