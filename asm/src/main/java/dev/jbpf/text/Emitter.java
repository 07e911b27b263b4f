package dev.jbpf.text;

import dev.jbpf.code.MapReference;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Immediate;
import dev.jbpf.isa.Offset;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Template;
import dev.jbpf.isa.Words;
import java.util.ArrayList;
import java.util.List;

/** Makes words of statements, and notes what does not fit. */
final class Emitter {
  private static final int MAP_FD_SRC = Op.LDDW_MAP_FD.fixed(dev.jbpf.isa.Field.SRC);
  private static final int MAP_VALUE_SRC = Op.LDDW_MAP_VALUE.fixed(dev.jbpf.isa.Field.SRC);

  private final Scanner in;
  private final Symbols symbols;
  private final Errors errors;
  private final CodeBuffer code;
  private final Operands operands;
  private final List<MapReference> maps = new ArrayList<>();

  Emitter(Scanner in, Symbols symbols, Errors errors, CodeBuffer code, Operands operands) {
    this.in = in;
    this.symbols = symbols;
    this.errors = errors;
    this.code = code;
    this.operands = operands;
  }

  /** {@return the maps that instructions name} */
  List<MapReference> maps() {
    return maps;
  }

  /** Appends the instruction that the operands make of {@code shape}. */
  void emit(Shape shape, int from) {
    long word = shape.template;
    if (shape.dst >= 0) {
      word |= operands.values[shape.dst] << 8;
    }
    if (shape.src >= 0) {
      word |= operands.values[shape.src] << 12;
    }
    if (shape.off >= 0) {
      word = Words.withOff(word, offset(shape.off));
    }
    if (shape.wide) {
      wide(shape, word, from);
      return;
    }
    if (shape.imm >= 0) {
      word |= immediate(shape.imm) << 32;
    }
    if (shape.target >= 0) {
      word = target(shape, word);
    }
    if (shape.immediate == Immediate.U16_PAIR || shape.at(Template.Slot.INDEX) >= 0) {
      word = narrow(shape, word);
    }
    code.add(word, from);
  }

  private long number(int operand) {
    if (operands.kinds[operand] == Operands.SYMBOL) {
      undefined(operand);
      return 0;
    }
    return operands.values[operand];
  }

  private void undefined(int operand) {
    errors.add(
        "symbol-undefined",
        operands.from[operand],
        operands.to[operand],
        Complaints.quote(in, operands.from[operand], operands.to[operand])
            + " is no number that is known here",
        "the address of a map is loaded by `r1 = NAME ll`, or `lddw %r1, NAME`");
  }

  private short offset(int operand) {
    return (short)
        within(operand, "off-range", Offset.BYTES.min(), Offset.BYTES.max(), "an offset");
  }

  private long within(int operand, String code, long min, long max, String what) {
    long value = number(operand);
    boolean fits = value >= min && value <= max && operands.kinds[operand] != Operands.HUGE;
    if (!fits) {
      errors.add(
          code,
          operands.from[operand],
          operands.to[operand],
          written(operand) + " is out of range: " + what + " is from " + min + " to " + max);
    }
    return fits ? value : 0;
  }

  private String written(int operand) {
    return Complaints.quote(in, operands.from[operand], operands.to[operand]).replace("'", "");
  }

  /** The lower 32 bits of a value that is given as a signed number, or as its bits. */
  private long immediate(int operand) {
    long value = number(operand);
    if (value >= Integer.MIN_VALUE
        && value <= 0xffff_ffffL
        && operands.kinds[operand] != Operands.HUGE) {
      return value;
    }
    errors.add(
        "imm-range",
        operands.from[operand],
        operands.to[operand],
        written(operand) + " does not fit in 32 bits",
        "`r1 = " + written(operand) + " ll` loads a 64-bit constant");
    return 0;
  }

  private long target(Shape shape, long word) {
    boolean isLong = shape.immediate.isTarget();
    int operand = shape.target;
    if (operands.kinds[operand] == Operands.SYMBOL) {
      code.fix(operands.symbols[operand], operands.from[operand], operands.to[operand]);
      return word;
    }
    if (isLong) {
      long distance =
          within(operand, "jump-range", Integer.MIN_VALUE, Integer.MAX_VALUE, "a distance");
      return Words.withImm(word, (int) distance);
    }
    long distance =
        within(operand, "jump-range", Offset.SLOTS.min(), Offset.SLOTS.max(), "a distance");
    return Words.withOff(word, (short) distance);
  }

  private long narrow(Shape shape, long word) {
    int index = shape.at(Template.Slot.INDEX);
    if (index >= 0) {
      long value = within(index, "off-range", 0, Offset.INDEX.max(), "an index");
      return Words.withOff(word, (short) value);
    }
    long hi = within(shape.at(Template.Slot.HI16), "imm-range", 0, 0xffff, "an address space");
    long lo = within(shape.at(Template.Slot.LO16), "imm-range", 0, 0xffff, "an address space");
    return Words.withImm(word, (int) (hi << 16 | lo));
  }

  private void wide(Shape shape, long first, int from) {
    long value = 0;
    long word = first;
    if (shape.target >= 0) {
      word = target(shape, word);
      value = Words.imm(word);
    } else if (shape.imm >= 0) {
      boolean isSymbol = operands.kinds[shape.imm] == Operands.SYMBOL;
      if (isSymbol && shape.op == Op.LDDW) {
        mapLoad(shape, word, from);
        return;
      }
      boolean isWhole = shape.immediate == Immediate.S64 || shape.immediate == Immediate.PAIR32;
      value = isWhole ? number(shape.imm) : immediate(shape.imm);
    } else {
      int hi = shape.at(Template.Slot.HI32);
      value = lower(shape) & 0xffff_ffffL;
      value |= hi < 0 ? 0 : immediate(hi) << 32;
    }
    code.add(Words.withImm(word, (int) value), from);
    code.add(Words.second(shape.op, value), from);
  }

  /** The descriptor of a map, or the name of one, whose descriptor is to be filled in. */
  private long lower(Shape shape) {
    int operand = shape.at(Template.Slot.LO32);
    boolean isMap = shape.op == Op.LDDW_MAP_FD || shape.op == Op.LDDW_MAP_VALUE;
    boolean isName = operands.kinds[operand] == Operands.SYMBOL && operands.values[operand] == 0;
    if (!isMap || !isName) {
      return immediate(operand);
    }
    maps.add(new MapReference(new Slot(code.size), symbols.name(operands.symbols[operand])));
    return 0;
  }

  private void mapLoad(Shape shape, long word, int from) {
    long addend = operands.values[shape.imm];
    if (addend != (int) addend) {
      within(shape.imm, "imm-range", Integer.MIN_VALUE, Integer.MAX_VALUE, "an offset in a map");
    }
    String name = symbols.name(operands.symbols[shape.imm]);
    maps.add(new MapReference(new Slot(code.size), name));
    code.add(Words.withSrc(word, addend == 0 ? MAP_FD_SRC : MAP_VALUE_SRC), from);
    code.add(Words.second(Op.LDDW_MAP_VALUE, addend << 32), from);
  }
}
