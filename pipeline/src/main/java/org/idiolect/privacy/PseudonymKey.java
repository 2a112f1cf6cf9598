package org.idiolect.privacy;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * The secret that makes pseudonyms: who has it can test whether a name is behind one, so it lies
 * apart from the tables, readable by its owner alone. The same key gives the same pseudonyms in
 * every run.
 */
public final class PseudonymKey implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Value of {@code privacy.key-file} for the fixed key, which is public and protects nothing. */
  public static final String DEMO = "public-demo-key";

  private static final int KEY_BYTES = 32;

  private final byte[] bytes;

  private PseudonymKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The key that the settings name; a missing file is created with a new random key. */
  public static PseudonymKey of(PrivacyConfig config) {
    if (config.keyFile().equals(DEMO)) {
      return new PseudonymKey(DEMO.getBytes(StandardCharsets.UTF_8));
    }
    String home = System.getProperty("user.home");
    Path file =
        config.keyFile().startsWith("~/")
            ? Path.of(home, config.keyFile().substring(2))
            : Path.of(config.keyFile());
    return readOrCreate(file);
  }

  static PseudonymKey readOrCreate(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
      if (key.length != KEY_BYTES) {
        throw new IllegalArgumentException(
            "privacy.key-file " + file + " must hold " + KEY_BYTES + " bytes, has " + key.length);
      }
      return new PseudonymKey(key);
    } catch (IOException e) {
      throw new UncheckedIOException("privacy.key-file " + file + " cannot be read or created", e);
    }
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** A process that comes second keeps the key of the one that came first. */
  private static void create(Path file) throws IOException {
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    byte[] content = (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
    var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, options, ownerOnly())) {
      channel.write(ByteBuffer.wrap(content));
    } catch (FileAlreadyExistsException e) {
      return;
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
