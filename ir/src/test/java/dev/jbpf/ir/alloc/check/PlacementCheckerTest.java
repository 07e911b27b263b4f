package dev.jbpf.ir.alloc.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.alloc.Allocator;
import dev.jbpf.ir.alloc.PlacedFunction;
import dev.jbpf.ir.alloc.Step;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.ir.build.ModuleBuilder;
import dev.jbpf.ir.select.Selector;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.kernel.Helper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An allocation with a fault in it does not pass, whatever the fault. */
class PlacementCheckerTest {
  private static PlacedFunction placed() {
    ModuleBuilder module = new ModuleBuilder();
    FunctionBuilder f = module.function("main", Type.U64, Type.CONTEXT);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      values.add(f.load(Type.U64, f.parameter(0), 8 * i));
    }
    f.call(Helper.KTIME_GET_NS);
    Value sum = f.call(Helper.KTIME_GET_NS, Type.U64);
    for (Value value : values) {
      sum = f.sub(value, sum);
    }
    f.ret(sum);
    Function function = module.finish().main();
    return Allocator.allocate(Selector.select(function, TargetMachine.ANY));
  }

  private static PlacedFunction with(PlacedFunction placed, List<Step> steps) {
    return new PlacedFunction(placed.function(), List.of(steps), placed.slots(), placed.places());
  }

  @Test
  void whatTheAllocatorMakesIsRight() {
    PlacementChecker.check(placed());
  }

  @Test
  void noMoveCanBeLeftOut() {
    PlacedFunction placed = placed();
    List<Step> steps = placed.blocks().get(0);
    int moves = 0;
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Step.Move) {
        List<Step> fewer = new ArrayList<>(steps);
        fewer.remove(i);
        assertThatThrownBy(() -> PlacementChecker.check(with(placed, fewer)))
            .as("without step %s of %s", i, steps)
            .isInstanceOf(IllegalStateException.class);
        moves++;
      }
    }
    assertThat(moves).isGreaterThan(10);
  }

  @Test
  void noResultCanBeInAnotherPlace() {
    PlacedFunction placed = placed();
    List<Step> steps = placed.blocks().get(0);
    int results = 0;
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Step.Run run && run.insn().result() >= 0) {
        List<Step> other = new ArrayList<>(steps);
        other.set(i, new Step.Run(run.insn(), (run.result() + 1) % 10, run.first(), run.second()));
        assertThatThrownBy(() -> PlacementChecker.check(with(placed, other)))
            .as("step %s of %s", i, steps)
            .isInstanceOf(IllegalStateException.class);
        results++;
      }
    }
    assertThat(results).isGreaterThan(20);
  }
}
