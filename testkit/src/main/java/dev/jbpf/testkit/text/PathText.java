package dev.jbpf.testkit.text;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.fault.VmFault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The way that a run takes through a program, for messages: each step with what it used. */
public final class PathText {
  /** The first steps of a long run tell where it got to, the last ones why it ended so. */
  private static final int HEAD = 12;

  private static final int TAIL = 28;
  private static final int LIMIT = 1_000_000;

  private final Program program;
  private final ProgramText text;
  private final List<String> head = new ArrayList<>();
  private final List<String> tail = new ArrayList<>();
  private final Paint paint = Paint.here();
  private int count;

  private PathText(Program program) {
    this.program = program;
    this.text = new ProgramText(program);
  }

  /** {@return the way of a run from where {@code stepper} is, a line a step} */
  public static String of(Program program, Stepper stepper) {
    PathText path = new PathText(program);
    try {
      while (!stepper.isDone() && path.count < LIMIT) {
        path.step(stepper);
      }
    } catch (VmFault fault) {
      path.add("  " + path.paint.bad(fault.getMessage()));
    }
    return path.toString();
  }

  private void step(Stepper stepper) {
    int slot = stepper.slot().number();
    Map<Reg, Long> before = registers(stepper);
    String indent = "  ".repeat(stepper.depth());
    String place =
        String.format(
            "  %s %s%-40s",
            paint.place(String.format("%-16s", text.place(slot))), indent, text.at(slot));
    String used = used(slot, before);
    try {
      stepper.step();
    } catch (VmFault fault) {
      add(place + used);
      throw fault;
    }
    add((place + used + effect(slot, stepper, before)).stripTrailing());
  }

  private static Map<Reg, Long> registers(Stepper stepper) {
    Map<Reg, Long> all = new EnumMap<>(Reg.class);
    for (Reg register : Reg.values()) {
      all.put(register, stepper.register(register));
    }
    return all;
  }

  /** What a condition compared; of other instructions the result tells. */
  private String used(int slot, Map<Reg, Long> before) {
    if (program.opAt(slot).filter(Op::isCondition).isEmpty()) {
      return "";
    }
    Insn insn = (Insn) program.elementAt(new Slot(slot));
    StringBuilder used = new StringBuilder(value(insn.dst(), before.get(insn.dst())));
    return insn.op().readsSrc()
        ? used.append(value(insn.src(), before.get(insn.src()))).toString()
        : used.toString();
  }

  private String effect(int slot, Stepper stepper, Map<Reg, Long> before) {
    if (program.opAt(slot).filter(Op::isCondition).isPresent()) {
      boolean isTaken = stepper.isDone() || stepper.slot().number() != slot + 1;
      return isTaken ? " taken" : " not taken";
    }
    StringBuilder changed = new StringBuilder();
    registers(stepper)
        .forEach(
            (register, value) ->
                changed.append(value.equals(before.get(register)) ? "" : value(register, value)));
    return changed.toString();
  }

  private static String value(Reg register, long value) {
    return " " + register.name64() + "=0x" + Long.toHexString(value);
  }

  private void add(String line) {
    count++;
    if (head.size() < HEAD) {
      head.add(line);
    } else {
      tail.add(line);
      if (tail.size() > TAIL) {
        tail.remove(0);
      }
    }
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>(head);
    int left = count - head.size() - tail.size();
    if (left > 0) {
      lines.add("  … " + left + " more steps");
    }
    lines.addAll(tail);
    return String.join("\n", lines);
  }
}
