package dev.jbpf.ir.emit;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Label;
import dev.jbpf.code.Linker;
import dev.jbpf.code.Program;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.MachineCode;
import dev.jbpf.ir.alloc.PlacedFunction;
import dev.jbpf.ir.alloc.stack.FramePlaces;
import dev.jbpf.isa.TargetMachine;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one program of functions with places. */
public final class ProgramEmitter {
  private ProgramEmitter() {}

  /**
   * {@return the program of {@code functions}, the first of which is where it starts}
   *
   * @param frames of each function
   * @throws dev.jbpf.code.LinkException if the target lacks an instruction
   */
  public static Program emit(
      List<PlacedFunction> functions, Map<Function, FramePlaces> frames, TargetMachine target) {
    Map<Function, Label> labels = new HashMap<>();
    for (PlacedFunction placed : functions) {
      labels.put(placed.function().function(), Label.create());
    }
    Linker linker = new Linker(target);
    Map<MachineCode, Label> codes = new LinkedHashMap<>();
    for (PlacedFunction placed : functions) {
      Function function = placed.function().function();
      linker.add(labels.get(function));
      new FunctionEmitter(linker, placed, frames.get(function), labels, codes).emit();
    }
    for (Map.Entry<MachineCode, Label> one : codes.entrySet()) {
      linker.add(one.getValue());
      for (CodeElement element : one.getKey().program().relinkable()) {
        linker.add(element);
      }
    }
    return linker.finish();
  }
}
