package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.types.Trust;
import java.util.Optional;

/** Pages of arenas: addresses there need not be checked, as nothing behind them can be harmed. */
final class Arenas {
  private final Machine machine;

  Arenas(Machine machine) {
    this.machine = machine;
  }

  Optional<Value> call(String name) {
    return switch (name) {
      case "bpf_arena_alloc_pages" -> {
        map();
        numbers(3, 5);
        // A number, which addr_space_cast makes an address.
        yield Optional.of(Num.unknown());
      }
      case "bpf_arena_free_pages" -> {
        map(); // Which address it is, nobody checks.
        numbers(3, 3);
        yield Optional.of(Value.UNWRITTEN);
      }
      default -> Optional.empty();
    };
  }

  private void map() {
    Value map = machine.read(1);
    boolean isOfKernel =
        map instanceof Pointer pointer
            && pointer.is(PointerKind.TYPED)
            && pointer.trust() == Trust.TRUSTED
            && pointer.type().equals("bpf_map");
    if (!isOfKernel) {
      Demands.pointer(map, 1, PointerKind.MAP);
    }
  }

  private void numbers(int first, int last) {
    for (int number = first; number <= last; number++) {
      Demands.number(machine.read(number), number, "a scalar");
    }
  }
}
