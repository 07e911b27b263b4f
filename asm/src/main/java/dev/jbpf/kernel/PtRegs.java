package dev.jbpf.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The registers of the processor as a kprobe's or perf event's program finds them in its context,
 * {@code struct pt_regs}: on arm64, s390x and riscv64 the layout that user space may rely on.
 *
 * <p>All are 8 bytes long. Source: the architectures' {@code uapi/asm/ptrace.h}, and their calling
 * conventions.
 */
public enum PtRegs {
  X86_64(
      "x86_64 amd64",
      168,
      80, // rax
      128, // rip
      152, // rsp
      32, // rbp
      List.of(112, 104, 96, 88, 72, 64)), // rdi rsi rdx rcx r8 r9
  ARM64(
      "aarch64 arm64",
      272,
      0, // x0
      256, // pc
      248, // sp
      232, // x29
      List.of(0, 8, 16, 24, 32, 40, 48, 56)), // x0 to x7
  S390X(
      "s390x",
      152,
      40, // gpr 2
      16, // psw.addr
      144, // gpr 15
      112, // gpr 11
      List.of(40, 48, 56, 64, 72)), // gpr 2 to 6
  RISCV64(
      "riscv64",
      256,
      80, // a0
      0, // pc
      16, // sp
      64, // s0
      List.of(80, 88, 96, 104, 112, 120, 128, 136)), // a0 to a7
  PPC64LE(
      "ppc64le",
      352,
      24, // gpr 3
      256, // nip
      8, // gpr 1
      248, // gpr 31
      List.of(24, 32, 40, 48, 56, 64, 72, 80)); // gpr 3 to 10

  private static final int REGISTER = 8;

  private final List<String> names;
  private final int size;
  private final int result;
  private final int instruction;
  private final int stack;
  private final int frame;
  private final List<Integer> parameters;

  PtRegs(
      String names,
      int size,
      int result,
      int instruction,
      int stack,
      int frame,
      List<Integer> parameters) {
    this.names = List.of(names.split(" "));
    this.size = size;
    this.result = result;
    this.instruction = instruction;
    this.stack = stack;
    this.frame = frame;
    this.parameters = parameters;
  }

  /** {@return the layout of the architecture of that name, as {@code os.arch} has it} */
  public static Optional<PtRegs> of(String architecture) {
    String name = architecture.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(regs -> regs.names.contains(name)).findFirst();
  }

  /**
   * {@return the layout of this machine}
   *
   * @throws UnsupportedOperationException if it is not known
   */
  public static PtRegs host() {
    String name = System.getProperty("os.arch");
    return of(name)
        .orElseThrow(
            () -> new UnsupportedOperationException("the registers of " + name + " are not known"));
  }

  /**
   * {@return the register with the function's argument of that number, counted from 1}
   *
   * @throws IllegalArgumentException if that argument is not in a register
   */
  public StructField parameter(int number) {
    if (number < 1 || number > parameters.size()) {
      throw new IllegalArgumentException(
          "argument "
              + number
              + " is not in a register of "
              + this
              + ": 1 to "
              + parameters.size());
    }
    return field("parameter" + number, parameters.get(number - 1));
  }

  /** {@return the bytes of all registers} */
  public int size() {
    return size;
  }

  /** {@return how many arguments of a function are in registers} */
  public int parameters() {
    return parameters.size();
  }

  /** {@return the register with the function's result, when it returns} */
  public StructField result() {
    return field("result", result);
  }

  /** {@return the address of the instruction} */
  public StructField instructionPointer() {
    return field("ip", instruction);
  }

  /** {@return the stack pointer} */
  public StructField stackPointer() {
    return field("sp", stack);
  }

  /** {@return the frame pointer, where the code keeps one} */
  public StructField framePointer() {
    return field("fp", frame);
  }

  /**
   * {@return the register that assemblers call {@code name}, or that it is the lower part of: {@code
   * rax}, {@code eax}, {@code al}; {@code x0}, {@code w0}, {@code sp}} Empty where there is none, or
   * the names of this architecture's registers are not known.
   */
  public Optional<StructField> register(String name) {
    return ProcessorRegisters.number(this, name).map(number -> field(name, number * REGISTER));
  }

  private static StructField field(String name, int offset) {
    return new StructField("pt_regs", name, offset, REGISTER, false);
  }
}
