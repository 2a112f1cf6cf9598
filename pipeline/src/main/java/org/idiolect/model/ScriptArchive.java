package org.idiolect.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The model's script text, and the TorchScript archive made of it: a zip with one class of code and
 * no parameters.
 *
 * <p>PyTorch's loader reads {@code code/__torch__.py} as text, so the resources stay readable and
 * nothing is compiled ahead.
 */
public final class ScriptArchive {
  /** Folder inside the archive, and the archive's file name without its ending. */
  static final String NAME = "gpt2";

  private static final List<String> PARTS =
      List.of(
          "transformer.py", "loss.py", "train.py", "adapters.py", "generate.py", "attribution.py");
  private static final String HEAD =
      "class GPT2(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";

  /** A pickled object of class __torch__.GPT2 whose one attribute, training, is true. */
  private static final byte[] OBJECT =
      "\u0080\u0002c__torch__\nGPT2\nq\u0000)\u0081q\u0001}q\u0002X\u0008\u0000\u0000\u0000trainingq\u0003\u0088sb."
          .getBytes(StandardCharsets.ISO_8859_1);

  /** A pickled empty tuple: the code has no constants. */
  private static final byte[] NO_CONSTANTS = "\u0080\u0002).".getBytes(StandardCharsets.ISO_8859_1);

  /** Version of the archive format; its operators have the schemas of PyTorch 2. */
  private static final byte[] VERSION = "10\n".getBytes(StandardCharsets.US_ASCII);

  private ScriptArchive() {}

  /** The whole script: the parts in order. */
  static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    for (String part : PARTS) {
      try (InputStream in = ScriptArchive.class.getResourceAsStream(part)) {
        text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the script " + part, e);
      }
    }
    return text.toString();
  }

  /**
   * Writes the archive that every model loads, for other programs: Python's torch.jit.load reads
   * it.
   *
   * @param folder exists
   * @return the file, {@code gpt2.pt}
   */
  public static Path export(Path folder) throws IOException {
    write(folder, text());
    return folder.resolve(NAME + ".pt");
  }

  /** Writes the archive of this script into the folder, as {@code gpt2.pt}. */
  static void write(Path folder, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "data.pkl", OBJECT);
      store(zip, "code/__torch__.py", text.getBytes(StandardCharsets.UTF_8));
      store(zip, "constants.pkl", NO_CONSTANTS);
      store(zip, "version", VERSION);
    }
    Files.write(folder.resolve(NAME + ".pt"), bytes.toByteArray());
  }

  /** PyTorch's reader maps entries, so they are stored, not compressed. */
  private static void store(ZipOutputStream zip, String name, byte[] data) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(data);
    ZipEntry entry = new ZipEntry(NAME + "/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(data.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(data);
    zip.closeEntry();
  }
}
