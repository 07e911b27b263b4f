package dev.jbpf.runtime.symbols.elf;

import java.util.OptionalLong;

/**
 * A place of an executable or a library that its authors made for tracing, with arguments (USDT:
 * what the macros of {@code sys/sdt.h} make). The same probe may be in several places.
 *
 * @param provider whose it is, as its authors call themselves: {@code libc}
 * @param name what it is called: {@code setjmp}
 * @param address of the instruction, as the file has it
 * @param offset of the instruction in the file, in bytes
 * @param semaphore where in the file the number of two bytes is that says how many look; the code
 *     around the probe may skip it where nobody does
 * @param arguments where the arguments are, as the assembler wrote it: {@code -4@%eax 8@8(%rsp)}
 */
public record StaticProbe(
    String provider,
    String name,
    long address,
    long offset,
    OptionalLong semaphore,
    String arguments) {
  /** {@return provider and name} */
  @Override
  public String toString() {
    return provider + ":" + name;
  }
}
