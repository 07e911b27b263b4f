package dev.jbpf.runtime.attach.multi;

import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import java.util.List;
import java.util.Optional;

/**
 * Numbers in memory that the kernel reads, as long as this is reachable; nowhere if there are none.
 */
record AttachNumbers(Optional<NativeMemory> memory) {
  static AttachNumbers of(BpfSyscalls syscalls, List<Long> numbers) {
    if (numbers.isEmpty()) {
      return new AttachNumbers(Optional.empty());
    }
    NativeMemory memory = NativeMemory.ofSize(syscalls, numbers.size() * Long.BYTES);
    for (int i = 0; i < numbers.size(); i++) {
      memory.bytes().putLong(i * Long.BYTES, numbers.get(i));
    }
    return new AttachNumbers(Optional.of(memory));
  }

  /** What the kernel takes for the address of nothing is 0. */
  long address() {
    return memory.map(NativeMemory::address).orElse(0L);
  }

  /** A copy of {@code numbers}, of which there must be one for each place, or none. */
  static List<Long> oneEach(List<Long> numbers, String what, int places, String name) {
    if (!numbers.isEmpty() && numbers.size() != places) {
      throw new IllegalArgumentException(
          String.format(
              "%s: %d %ss for %d places, must be one each", name, numbers.size(), what, places));
    }
    return List.copyOf(numbers);
  }
}
