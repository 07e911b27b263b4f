package dev.jbpf.runtime.symbols.elf;

import dev.jbpf.elf.ElfHeaders;
import dev.jbpf.elf.ElfHeaders.SectionHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Reads the static probes of an executable or a library.
 *
 * <p>Source: SystemTap's page on the implementation of user space probes, for the notes of type 3
 * whose owner is {@code stapsdt}.
 */
public final class StaticProbes {
  private static final String OWNER = "stapsdt";
  private static final int TYPE = 3;
  private static final int HEADER = 12;
  private static final int ADDRESSES = 3 * Long.BYTES;
  private static final String BASE_SECTION = ".stapsdt.base";

  private final ByteBuffer bytes;
  private final ElfSegments segments;

  /** Where the section is that moves with the code; its address at link time is in each note. */
  private final OptionalLong base;

  private final List<StaticProbe> found = new ArrayList<>();

  private StaticProbes(ByteBuffer bytes, ElfHeaders headers) {
    this.bytes = bytes;
    this.segments = ElfSegments.of(headers);
    List<SectionHeader> sections =
        IntStream.range(0, headers.sections()).mapToObj(headers::section).toList();
    this.base =
        sections.stream()
            .filter(section -> headers.name(section).equals(BASE_SECTION))
            .mapToLong(headers::address)
            .findFirst();
    sections.stream().filter(section -> section.type() == SectionHeader.NOTE).forEach(this::notes);
  }

  /**
   * {@return the probes of that file, in its order}
   *
   * @throws IOException if it cannot be read, or is no 64-bit ELF file
   */
  public static List<StaticProbe> read(Path file) throws IOException {
    return ElfFiles.read(
        file, (bytes, headers) -> List.copyOf(new StaticProbes(bytes, headers).found));
  }

  /** {@return whether the code of that file runs where the file says; fails as {@link #read}} */
  public static boolean isAtItsAddress(Path file) throws IOException {
    return ElfFiles.read(file, (bytes, headers) -> headers.isAtItsAddress());
  }

  /** A note is the lengths of its owner's name and its content, its type, and these, aligned. */
  private void notes(SectionHeader section) {
    long end = Math.addExact(section.offset(), section.size());
    long at = section.offset();
    while (at + HEADER <= end) {
      int start = Math.toIntExact(at);
      long owner = bytes.getInt(start) & 0xffff_ffffL;
      long content = bytes.getInt(start + 4) & 0xffff_ffffL;
      int description = Math.toIntExact(at + HEADER + aligned(owner));
      if (bytes.getInt(start + 8) == TYPE
          && owner == OWNER.length() + 1
          && ElfFiles.text(bytes, start + HEADER).equals(OWNER)) {
        probe(description);
      }
      at = description + aligned(content);
    }
  }

  private static long aligned(long size) {
    return (size + 3) & ~3L;
  }

  private void probe(int at) {
    String provider = ElfFiles.text(bytes, at + ADDRESSES);
    int nameAt = after(at + ADDRESSES);
    long moved = base.isPresent() ? base.getAsLong() - bytes.getLong(at + 8) : 0;
    long address = bytes.getLong(at) + moved;
    long counter = bytes.getLong(at + 16);
    found.add(
        new StaticProbe(
            provider,
            ElfFiles.text(bytes, nameAt),
            address,
            offset(address),
            counter == 0 ? OptionalLong.empty() : OptionalLong.of(offset(counter + moved)),
            ElfFiles.text(bytes, after(nameAt)).strip()));
  }

  /** Behind the text that starts there. */
  private int after(int at) {
    int end = at;
    while (bytes.get(end) != 0) {
      end++;
    }
    return end + 1;
  }

  private long offset(long address) {
    return segments
        .offset(address)
        .orElseThrow(() -> new IndexOutOfBoundsException("no segment holds " + address));
  }
}
