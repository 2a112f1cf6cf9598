package org.idiolect.table;

/** The version of the program, from the jar's manifest. */
public final class CodeVersion {
  private CodeVersion() {}

  public static String current() {
    String version = CodeVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
