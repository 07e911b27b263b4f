package dev.jbpf.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compilers' objects, as we and two readelfs read them, and as we write them again. */
class ElfReaderTest {
  @TempDir Path folder;

  static List<Path> sources() {
    return Compilers.sources();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void readsWhatClangWrites(Path source) throws IOException {
    assertSame(Compilers.clang(source, "bpfel", folder), ByteOrder.LITTLE_ENDIAN);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void readsWhatClangWritesForBigEndianMachines(Path source) throws IOException {
    assertSame(Compilers.clang(source, "bpfeb", folder), ByteOrder.BIG_ENDIAN);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void readsWhatGccWrites(Path source) throws IOException {
    assertSame(Compilers.gcc(source, folder), ByteOrder.LITTLE_ENDIAN);
  }

  private void assertSame(Path file, ByteOrder order) throws IOException {
    ElfObject object = ElfObject.read(Compilers.bytes(file));
    assertThat(object.order()).isEqualTo(order);
    Path again = folder.resolve("again.o");
    Files.write(again, object.toBytes());
    assertThat(ElfObject.read(Compilers.bytes(again))).isEqualTo(object);
    for (String readelf : List.of("llvm-readelf-19", "readelf")) {
      Tool tool = Tool.named(readelf);
      assertThat(Listing.of(object)).isEqualTo(Listing.by(tool, file));
      assertThat(Listing.by(tool, again)).isEqualTo(Listing.by(tool, file));
      assertThat(tool.run("-a", again).output()).doesNotContainIgnoringCase("warning");
    }
  }

  @Test
  void readsSymbolsInAnyOrder() {
    byte[] bytes = ElfBuilderTest.sample(ByteOrder.LITTLE_ENDIAN).build().toBytes();
    ElfObject object = ElfObject.read(bytes);
    int local = object.symbols().indexOf(object.symbol("here").orElseThrow());
    int last = object.symbols().size() - 1;
    // Exchange a local symbol and the last one, as libbpf's linker would leave them.
    int table = find(bytes, object, local) - (local + 1) * ElfFormat.SYMBOL_BYTES;
    for (int i = 0; i < ElfFormat.SYMBOL_BYTES; i++) {
      int a = table + (local + 1) * ElfFormat.SYMBOL_BYTES + i;
      int b = table + (last + 1) * ElfFormat.SYMBOL_BYTES + i;
      byte held = bytes[a];
      bytes[a] = bytes[b];
      bytes[b] = held;
    }
    ElfObject read = ElfObject.read(bytes);
    assertThat(read.symbols()).containsExactlyInAnyOrderElementsOf(object.symbols());
    assertThat(ElfObject.read(read.toBytes())).isEqualTo(read);
  }

  /** The place of a symbol's entry in the file, found by its value and its size. */
  private static int find(byte[] bytes, ElfObject object, int index) {
    ElfBytes file = new ElfBytes(bytes, object.order());
    Symbol symbol = object.symbols().get(index);
    for (int at = bytes.length - ElfFormat.SYMBOL_BYTES; at > 0; at--) {
      if (file.s64(at + 8) == symbol.value()
          && file.s64(at + 16) == symbol.size()
          && file.u8(at + 4) == symbol.binding().ordinal() * 16 + symbol.kind().ordinal()) {
        return at;
      }
    }
    throw new AssertionError(symbol);
  }

  @Test
  void saysWhereTheFileIsNoObject() {
    assertFails(new byte[0], 0, "the file ends within the header");
    assertFails(new byte[64], 0, "no ELF object");
    byte[] good = ElfBuilderTest.sample(ByteOrder.LITTLE_ENDIAN).build().toBytes();
    assertFails(changed(good, 4, 1), 4, "class is 1, must be 2");
    assertFails(changed(good, 5, 3), 5, "byte order 3");
    assertFails(changed(good, 16, 2), 16, "type (1 is a relocatable object) is 2");
    assertFails(changed(good, 18, 62), 18, "machine is 62, must be 247");
    assertFails(changed(good, 47, 1), 40, "the file ends before its");
    assertFails(changed(good, 62, 1), 62, "section 1 is no string table");
  }

  private static byte[] changed(byte[] bytes, int at, int value) {
    byte[] result = bytes.clone();
    result[at] = (byte) value;
    return result;
  }

  private static void assertFails(byte[] bytes, long offset, String message) {
    assertThatThrownBy(() -> ElfObject.read(bytes))
        .isInstanceOfSatisfying(
            ElfFormatException.class, e -> assertThat(e.offset()).isEqualTo(offset))
        .hasMessageContaining(message);
  }
}
