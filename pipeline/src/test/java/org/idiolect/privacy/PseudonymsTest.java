package org.idiolect.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PseudonymsTest {
  private final Pseudonyms demo =
      new Pseudonyms(PseudonymKey.of(new PrivacyConfig(PseudonymKey.DEMO, "")));

  @TempDir private Path folder;

  @Test
  void anIdIsALetterAndTwentySixCharacters() {
    assertThat(demo.id(IdKind.AUTHOR, "discord", "42")).matches("a[a-z2-7]{26}");
    assertThat(demo.id(IdKind.MESSAGE, "discord", "42")).matches("m[a-z2-7]{26}");
  }

  @Test
  void fieldsAndKindsDoNotRunIntoEachOther() {
    assertThat(demo.id(IdKind.AUTHOR, "ab", "c")).isNotEqualTo(demo.id(IdKind.AUTHOR, "a", "bc"));
    assertThat(demo.id(IdKind.SESSION, "x")).isNotEqualTo(demo.id(IdKind.SOURCE, "x"));
  }

  /**
   * Computed with Python 3: {@code base64.b32encode(hmac.digest(key, b"AUTHOR\\x1fp\\x1fx",
   * "sha256"))}.
   */
  @Test
  void equalsAnIndependentImplementation() {
    assertThat(demo.id(IdKind.AUTHOR, "p", "x")).isEqualTo("adzas65uut2a3w6e4pj7qwkdb5n");
  }

  @Test
  void theKeyIsCreatedOnceForItsOwnerAlone() throws IOException {
    Path file = folder.resolve("below/key");
    PseudonymKey created = PseudonymKey.readOrCreate(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PseudonymKey.readOrCreate(file).bytes()).isEqualTo(created.bytes()).hasSize(32);
    assertThat(PseudonymKey.readOrCreate(folder.resolve("other")).bytes())
        .isNotEqualTo(created.bytes());
  }

  @Test
  void aShortKeyIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "abcd\n");

    assertThatThrownBy(() -> PseudonymKey.readOrCreate(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must hold 32 bytes, has 2");
  }

  @Test
  void peopleJoinAccountsAndSplitNamesakes() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("people.csv"),
            """
            platform,account,person,conversation
            discord,42,ann,
            whatsapp,Ann B,ann,
            generic,Sam,sam one,c1
            generic,Sam,sam two,c2
            """);
    People people = People.read(file);

    assertThat(people.person("discord", "any", "42")).isEqualTo("ann");
    assertThat(people.person("whatsapp", "any", " Ann\u200e B ")).isEqualTo("ann");
    assertThat(people.person("generic", "c1", "Sam")).isEqualTo("sam one");
    assertThat(people.person("generic", "c2", "Sam")).isEqualTo("sam two");
    assertThat(people.person("generic", "c3", "Sam")).isNull();
  }

  @Test
  void peopleWithoutTheColumnsAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("people.csv"), "a,b\n1,2\n");

    assertThatThrownBy(() -> People.read(file)).hasMessageContaining("[platform, account, person]");
  }
}
