package dev.jbpf.elf.symbol;

/** Who sees a symbol; the order is that of the numbers in the file. */
public enum Binding {
  LOCAL,
  GLOBAL,
  WEAK
}
