package dev.jbpf.classic;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The constants that C programs write classic instructions with.
 *
 * <p>Source: {@code linux/bpf_common.h}, {@code linux/filter.h}.
 */
final class ClassicConstants {
  private static final int NETWORK_HEADER = -0x100000;
  private static final int LINK_HEADER = -0x200000;

  private static final Map<String, Long> VALUES = new LinkedHashMap<>();

  static {
    number("BPF_", 0x01, "LD LDX ST STX ALU JMP RET MISC");
    number("BPF_", 0x08, "W H B");
    number("BPF_", 0x20, "IMM ABS IND MEM LEN MSH");
    number("BPF_", 0x10, "ADD SUB MUL DIV OR AND LSH RSH NEG MOD XOR");
    number("BPF_", 0x10, "JA JEQ JGT JGE JSET");
    number("BPF_", 0x08, "K X A");
    number("BPF_", 0x80, "TAX TXA");
    VALUES.put("SKF_AD_OFF", Extension.BASE);
    VALUES.put("SKF_NET_OFF", NETWORK_HEADER & ClassicInsn.MAX_K);
    VALUES.put("SKF_LL_OFF", LINK_HEADER & ClassicInsn.MAX_K);
    for (Extension extension : Extension.values()) {
      VALUES.put(extension.kernelName(), (long) extension.offset());
    }
  }

  private ClassicConstants() {}

  /** The names stand for 0, {@code step}, twice that, and so on. */
  private static void number(String prefix, long step, String names) {
    long value = 0;
    for (String name : names.split(" ")) {
      VALUES.put(prefix + name, value);
      value += step;
    }
  }

  static Optional<Long> value(String name) {
    return Optional.ofNullable(VALUES.get(name));
  }

  static Set<String> all() {
    return VALUES.keySet();
  }
}
