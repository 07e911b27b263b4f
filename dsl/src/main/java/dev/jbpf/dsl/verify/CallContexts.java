package dev.jbpf.dsl.verify;

import dev.jbpf.kernel.ProgramInput;
import dev.jbpf.kernel.ProgramType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** The structures that programs are called with, as far as they have fields to name. */
public final class CallContexts {
  private CallContexts() {}

  /**
   * {@return the names of the structure that it is, and of those that this starts with; none where
   * it is no structure, or a different one from place to place}
   */
  public static Set<String> structs(ProgramType type) {
    Set<String> names = new LinkedHashSet<>();
    switch (type) {
      case RAW_TRACEPOINT, RAW_TRACEPOINT_WRITABLE, NETFILTER -> {}
      default -> ProgramInput.contextStruct(type).ifPresent(names::add);
    }
    if (type == ProgramType.PERF_EVENT) {
      names.addAll(structs(ProgramType.KPROBE));
    }
    return names;
  }

  /** {@return whether that structure is the context of any programs} */
  static boolean isContext(String struct) {
    return Arrays.stream(ProgramType.values()).anyMatch(type -> structs(type).contains(struct));
  }
}
