package dev.jbpf.vm;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Reg;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import dev.jbpf.vm.fault.VmFault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a run did, instruction by instruction.
 *
 * @param steps in order; those beyond the limit are left out
 * @param fault what ended the run, if it did not come to an exit
 * @param r0 at the end
 */
public record Trace(List<Step> steps, Optional<VmFault> fault, long r0) {
  /** How many steps a trace keeps unless told otherwise. */
  public static final int LIMIT = 100_000;

  /**
   * An instruction that ran.
   *
   * @param slot where it is
   * @param depth how many functions waited
   * @param text how the llvm dialect writes it
   * @param registers those that it changed, with their new values
   * @param memory what it stored, in words; empty if it did not
   */
  public record Step(int slot, int depth, String text, Map<Reg, Long> registers, String memory) {
    @Override
    public String toString() {
      StringBuilder line = new StringBuilder();
      line.append(String.format("%4d: %s%-40s", slot, "  ".repeat(depth), text));
      registers.forEach(
          (register, value) ->
              line.append(' ')
                  .append(register.name64())
                  .append("=0x")
                  .append(Long.toHexString(value)));
      return memory.isEmpty() ? line.toString().stripTrailing() : line + " " + memory;
    }
  }

  /**
   * {@return the run of {@code stepper} from where it is, with at most {@code limit} steps kept}
   */
  static Trace of(Stepper stepper, Program program, int limit) {
    Recorder recorder = new Recorder(stepper, Disassembler.bySlot(program, Dialect.LLVM));
    List<Step> steps = new ArrayList<>();
    try {
      recorder.run(step -> keep(steps, step, limit));
    } catch (VmFault fault) {
      return new Trace(List.copyOf(steps), Optional.of(fault), stepper.register(Reg.R0));
    }
    return new Trace(List.copyOf(steps), Optional.empty(), stepper.register(Reg.R0));
  }

  private static void keep(List<Step> steps, Step step, int limit) {
    if (steps.size() < limit) {
      steps.add(step);
    }
  }

  /** Steps through a run. */
  private static final class Recorder {
    private final Stepper stepper;
    private final String[] texts;

    Recorder(Stepper stepper, String[] texts) {
      this.stepper = stepper;
      this.texts = texts;
    }

    void run(Consumer<Step> consumer) {
      while (!stepper.isDone()) {
        Map<Reg, Long> before = registers();
        int slot = stepper.slot().number();
        int depth = stepper.depth();
        CodeElement element = stepper.next();
        long address = address(element);
        stepper.step();
        Map<Reg, Long> changed = registers();
        changed.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        consumer.accept(new Step(slot, depth, texts[slot], changed, stored(element, address)));
      }
    }

    private Map<Reg, Long> registers() {
      Map<Reg, Long> all = new EnumMap<>(Reg.class);
      for (Reg register : Reg.values()) {
        all.put(register, stepper.register(register));
      }
      return all;
    }

    private long address(CodeElement element) {
      return element instanceof Insn insn ? stepper.register(insn.dst()) + insn.off() : 0;
    }

    private String stored(CodeElement element, long address) {
      if (!(element instanceof Insn insn) || !isStore(insn.op().format())) {
        return "";
      }
      int size = insn.op().accessSize();
      long value = stepper.memory().load(address, size);
      return String.format("*(u%d *)0x%x=0x%x", size * 8, address, value);
    }

    private static boolean isStore(Format format) {
      return format == Format.STORE_IMM || format == Format.STORE_REG || format == Format.ATOMIC;
    }
  }

  /** {@return a line a step, and the end} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    steps.forEach(step -> text.append(step).append('\n'));
    text.append(fault.map(VmFault::getMessage).orElse("r0=0x" + Long.toHexString(r0)));
    return text.toString();
  }
}
