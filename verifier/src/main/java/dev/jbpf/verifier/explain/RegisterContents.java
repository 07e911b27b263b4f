package dev.jbpf.verifier.explain;

import dev.jbpf.code.Insn;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import dev.jbpf.verifier.facts.Effect;
import dev.jbpf.verifier.facts.HelperPrototype;
import dev.jbpf.verifier.facts.KernelModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What registers hold behind some steps, as far as a fix has to name it: the context, an end of the
 * packet, an address of the stack, what has to be released.
 */
final class RegisterContents {
  private final KernelModel kernel;
  private final PacketMembers members;
  private final What[] registers = new What[Reg.COUNT];
  private What locked = OTHER;
  private int calls;

  /** What a register holds. */
  sealed interface What {}

  /** The context, as the program was called with it. */
  record Context() implements What {}

  /** The address of the packet's end. */
  record PacketEnd() implements What {}

  /** Byte {@code offset} of the stack, from r10. */
  record Stack(long offset) implements What {}

  /** What {@code helper} returned, which is to be released. */
  record Acquired(HelperPrototype helper) implements What {}

  /** Byte {@code offset} of what the call at step {@code call} returned. */
  record Returned(int call, long offset) implements What {}

  /** Anything else. */
  record Other() implements What {}

  private static final What OTHER = new Other();

  private RegisterContents(KernelModel kernel, PacketMembers members) {
    this.kernel = kernel;
    this.members = members;
    Arrays.fill(registers, OTHER);

    registers[Reg.R1.number()] = new Context();
    registers[Reg.R10.number()] = new Stack(0);
  }

  /** {@return what the registers of the program itself hold behind {@code steps}} */
  static RegisterContents behind(
      List<Trail.Step> steps, KernelModel kernel, PacketMembers members) {
    RegisterContents registers = new RegisterContents(kernel, members);
    for (Trail.Step step : steps) {
      if (step.depth() == 0) {
        registers.follow(step.insn());
      }
    }
    return registers;
  }

  private void follow(Insn insn) {
    if (insn.op() == Op.CALL && insn.imm() == Helper.SPIN_LOCK.value()) {
      locked = registers[Reg.R1.number()];
    }
    What result = result(insn);
    int changed = Trail.changed(insn);
    for (int i = 0; i < registers.length; i++) {
      if ((changed & 1 << i) != 0) {
        registers[i] = OTHER;
      }
    }
    if (insn.op().operation() == Operation.CALL_HELPER) {
      registers[0] = result;
    } else if (insn.op().writesDst()) {
      registers[insn.dst().number()] = result;
    }
  }

  private What result(Insn insn) {
    What dst = registers[insn.dst().number()];
    What src = registers[insn.src().number()];
    if (insn.op() == Op.MOV_REG) {
      return src;
    } else if (insn.op() == Op.ADD_IMM && dst instanceof Stack stack) {
      return new Stack(stack.offset() + insn.imm());
    } else if (insn.op() == Op.ADD_IMM && dst instanceof Returned returned) {
      return new Returned(returned.call(), returned.offset() + insn.imm());
    } else if (insn.op() == Op.LDXW && src instanceof Context && members.isEnd(insn.off())) {
      return new PacketEnd();
    } else if (insn.op() == Op.CALL) {
      return kernel
          .helper((int) insn.imm())
          .filter(helper -> helper.has(Effect.ACQUIRES))
          .<What>map(Acquired::new)
          .orElseGet(() -> new Returned(++calls, 0));
    }
    return OTHER;
  }

  /** {@return the first register that holds something of that kind, those that calls keep first} */
  Optional<Reg> find(Class<? extends What> kind) {
    return IntStream.of(6, 7, 8, 9, 0, 1, 2, 3, 4, 5)
        .filter(number -> kind.isInstance(registers[number]))
        .mapToObj(Reg::of)
        .findFirst();
  }

  /**
   * {@return a register that calls keep and that points to where the lock is that was taken last,
   * and how many bytes before it}
   */
  Optional<Map.Entry<Reg, Integer>> lock() {
    return locked instanceof Returned lock
        ? IntStream.of(6, 7, 8, 9)
            .filter(number -> isOf(registers[number], lock))
            .mapToObj(Reg::of)
            .map(reg -> Map.entry(reg, before((Returned) registers[reg.number()], lock)))
            .findFirst()
        : Optional.empty();
  }

  private static boolean isOf(What what, Returned lock) {
    return what instanceof Returned other && other.call() == lock.call();
  }

  private static int before(Returned address, Returned lock) {
    return (int) (lock.offset() - address.offset());
  }

  /** {@return where on the stack register {@code number} points to, in bytes from r10} */
  OptionalInt stack(int number) {
    return registers[number] instanceof Stack stack
        ? OptionalInt.of((int) stack.offset())
        : OptionalInt.empty();
  }
}
