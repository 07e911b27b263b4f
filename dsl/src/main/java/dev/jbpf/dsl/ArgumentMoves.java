package dev.jbpf.dsl;

import dev.jbpf.code.Branch;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.MapLoad;
import dev.jbpf.dsl.internal.ConstantLoads;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fills R1 to R5 with arguments, as if all at once: no argument is overwritten before it is read. A
 * circle is broken by R0, which the call overwrites anyway.
 */
final class ArgumentMoves {
  private final Map<Reg, Arg> pending = new LinkedHashMap<>();
  private final List<CodeElement> moves = new ArrayList<>();

  private ArgumentMoves(List<Arg> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      Reg target = Reg.of(i + 1);
      if (!arguments.get(i).equals(Arg.reg(target))) {
        pending.put(target, plain(arguments.get(i)));
      }
    }
  }

  private static Arg plain(Arg argument) {
    return argument instanceof Arg.Member member
        ? Arg.at(member.base(), member.field().offset())
        : argument;
  }

  static List<CodeElement> of(List<Arg> arguments) {
    ArgumentMoves all = new ArgumentMoves(arguments);
    while (!all.pending.isEmpty()) {
      all.step();
    }
    return all.moves;
  }

  private void step() {
    Optional<Reg> free =
        pending.keySet().stream().filter(target -> !isReadByOthers(target)).findFirst();
    if (free.isPresent()) {
      fill(free.get(), pending.remove(free.get()));
    } else {
      breakCircle(pending.keySet().iterator().next());
    }
  }

  private boolean isReadByOthers(Reg target) {
    return pending.entrySet().stream()
        .anyMatch(
            move -> move.getKey() != target && source(move.getValue()).equals(Optional.of(target)));
  }

  private static Optional<Reg> source(Arg argument) {
    if (argument instanceof Arg.Register register) {
      return Optional.of(register.reg());
    }
    return argument instanceof Arg.Address address ? Optional.of(address.base()) : Optional.empty();
  }

  /** Saves {@code target} in R0, and lets those that want it read R0. */
  private void breakCircle(Reg target) {
    moves.add(Insn.of(Op.MOV_REG, Reg.R0, target, 0, 0));
    pending.replaceAll(
        (reg, argument) ->
            source(argument).equals(Optional.of(target)) ? from(Reg.R0, argument) : argument);
  }

  private static Arg from(Reg reg, Arg argument) {
    return argument instanceof Arg.Address address ? Arg.at(reg, address.offset()) : Arg.reg(reg);
  }

  private void fill(Reg target, Arg argument) {
    if (argument instanceof Arg.Register register) {
      moves.add(Insn.of(Op.MOV_REG, target, register.reg(), 0, 0));
    } else if (argument instanceof Arg.Address address) {
      fill(target, address);
    } else if (argument instanceof Arg.Constant constant) {
      moves.add(ConstantLoads.load(target, constant.value()));
    } else if (argument instanceof Arg.Null) {
      moves.add(ConstantLoads.load(target, 0));
    } else if (argument instanceof Arg.NamedMap map) {
      moves.add(MapLoad.of(target, map.name()));
    } else if (argument instanceof Arg.DefinedMap map) {
      moves.add(MapLoad.of(target, map.map().name()));
    } else if (argument instanceof Arg.Subprogram function) {
      moves.add(new Branch(Op.LDDW_FUNC, target, Reg.R0, 0, function.label()));
    }
  }

  private void fill(Reg target, Arg.Address address) {
    if (target != address.base()) {
      moves.add(Insn.of(Op.MOV_REG, target, address.base(), 0, 0));
    }
    if (address.offset() != 0) {
      moves.add(Insn.of(Op.ADD_IMM, target, Reg.R0, 0, address.offset()));
    }
  }
}
