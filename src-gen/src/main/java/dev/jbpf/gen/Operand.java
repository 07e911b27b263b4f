package dev.jbpf.gen;

import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.Template;
import dev.jbpf.isa.Template.Slot;
import java.lang.reflect.Type;
import java.util.List;

/** The operands of an instruction as parameters of a Java method, in the gnu dialect's order. */
final class Operand {
  private Operand() {}

  /** {@return the places of operands of {@code op}, in the order of the gnu dialect} */
  static List<Slot> of(Op op) {
    return op.gnu().parts().stream()
        .filter(Slot.class::isInstance)
        .map(Slot.class::cast)
        .distinct()
        .toList();
  }

  /** {@return the parameter for an operand; a target is of type {@code target}} */
  static ParameterSpec parameter(Slot slot, Op op, Type target) {
    return switch (slot) {
      case DST, WDST -> parameter(Reg.class, "dst");
      case SRC, WSRC -> parameter(Reg.class, "src");
      case IMM -> parameter(op.slots() == 2 ? long.class : int.class, "imm");
      case OFF, DISP -> parameter(int.class, "off");
      case INDEX -> parameter(int.class, "index");
      case TARGET -> parameter(target, "target");
      case LO32 -> parameter(int.class, "low");
      case HI32 -> parameter(int.class, "high");
      case LO16 -> parameter(int.class, "low");
      case HI16 -> parameter(int.class, "high");
    };
  }

  private static ParameterSpec parameter(Type type, String name) {
    return ParameterSpec.builder(TypeName.get(type), name).build();
  }

  /**
   * {@return the instruction as the llvm dialect writes it, operands by their parameters' names}
   */
  static String picture(Op op) {
    StringBuilder text = new StringBuilder();
    for (Template.Part part : op.llvm().parts()) {
      if (part instanceof Template.Literal literal) {
        text.append(literal.text());
      } else {
        text.append(name((Slot) part));
      }
    }
    return text.toString();
  }

  private static String name(Slot slot) {
    return switch (slot) {
      case DST -> "dst";
      case SRC -> "src";
      case WDST -> "(u32) dst";
      case WSRC -> "(u32) src";
      case IMM -> "imm";
      case OFF, DISP -> "+ off";
      case INDEX -> "index";
      case TARGET -> "target";
      case LO32, LO16 -> "low";
      case HI32, HI16 -> "high";
    };
  }
}
