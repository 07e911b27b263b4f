package dev.jbpf.kernel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of registers, in the order in which {@code struct pt_regs} has them.
 *
 * <p>Source: the architectures' {@code uapi/asm/ptrace.h}, and their assemblers' manuals.
 */
final class ProcessorRegisters {
  /** Each with the names of its lower parts; a dash is what no instruction names. */
  private static final List<String> X86_64 =
      List.of(
          "r15 r15d r15w r15b",
          "r14 r14d r14w r14b",
          "r13 r13d r13w r13b",
          "r12 r12d r12w r12b",
          "rbp ebp bp bpl",
          "rbx ebx bx bl",
          "r11 r11d r11w r11b",
          "r10 r10d r10w r10b",
          "r9 r9d r9w r9b",
          "r8 r8d r8w r8b",
          "rax eax ax al",
          "rcx ecx cx cl",
          "rdx edx dx dl",
          "rsi esi si sil",
          "rdi edi di dil",
          "-",
          "rip eip",
          "-",
          "-",
          "rsp esp sp spl");

  private static final int ARM64_STACK = 31;
  private static final Map<String, Integer> X86_64_NUMBERS = numbers(X86_64);

  private ProcessorRegisters() {}

  /** {@return which register {@code name} is, counted from 0} */
  static Optional<Integer> number(PtRegs machine, String name) {
    return switch (machine) {
      case X86_64 -> Optional.ofNullable(X86_64_NUMBERS.get(name));
      case ARM64 -> arm64(name);
      case S390X, RISCV64, PPC64LE -> Optional.empty();
    };
  }

  private static Optional<Integer> arm64(String name) {
    if (name.equals("sp")) {
      return Optional.of(ARM64_STACK);
    }
    return name.matches("[xw]([0-9]|[12][0-9]|30)")
        ? Optional.of(Integer.valueOf(name.substring(1)))
        : Optional.empty();
  }

  private static Map<String, Integer> numbers(List<String> registers) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < registers.size(); i++) {
      int number = i;
      Arrays.stream(registers.get(i).split(" ")).forEach(name -> numbers.put(name, number));
    }
    numbers.remove("-");
    return Map.copyOf(numbers);
  }
}
