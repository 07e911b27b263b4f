package dev.jbpf.elf.symbol;

/** What a symbol stands for; the order is that of the numbers in the file. */
public enum SymbolKind {
  NOTYPE,
  OBJECT,
  FUNC,
  SECTION,
  FILE,
  COMMON,
  TLS
}
