package dev.jbpf.cli.asm;

import java.util.Locale;

/** The values of {@code -f}: what {@code jbpf-asm} writes, and some of what it reads. */
enum OutputFormat {
  /** An object for bpftool and libbpf. */
  ELF("o"),
  /** The bytes of one section's instructions. */
  RAW("bin"),
  /** 16 hexadecimal digits a slot, a line each. */
  HEX("hex"),
  /** An array of C. */
  C("c"),
  /** A class in the {@code BPF_*} form. */
  JAVA("java"),
  /** An object with an entry for each instruction. */
  JSON("json"),
  /** What the kernel's {@code bpf_asm} prints, and {@code tc} and {@code iptables} take. */
  BPF_ASM("txt");

  private final String extension;

  OutputFormat(String extension) {
    this.extension = extension;
  }

  /** {@return the ending of the default output file's name, without the dot} */
  String extension() {
    return extension;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
