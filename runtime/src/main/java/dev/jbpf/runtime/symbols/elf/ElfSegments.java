package dev.jbpf.runtime.symbols.elf;

import dev.jbpf.elf.ElfHeaders;
import dev.jbpf.elf.ElfHeaders.Segment;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What of a file is loaded, and where: between places in the file and addresses as it has them. */
record ElfSegments(List<Segment> loaded) {
  static ElfSegments of(ElfHeaders headers) {
    return new ElfSegments(
        IntStream.range(0, headers.segments())
            .mapToObj(headers::segment)
            .filter(segment -> segment.type() == Segment.LOAD)
            .toList());
  }

  Optional<Long> offset(long address) {
    return loaded.stream()
        .filter(segment -> isWithin(address, segment.address(), segment.size()))
        .findFirst()
        .map(segment -> address - segment.address() + segment.offset());
  }

  Optional<Long> address(long offset) {
    return loaded.stream()
        .filter(segment -> isWithin(offset, segment.offset(), segment.size()))
        .findFirst()
        .map(segment -> offset - segment.offset() + segment.address());
  }

  private static boolean isWithin(long value, long start, long size) {
    return value >= start && value - start < size;
  }
}
