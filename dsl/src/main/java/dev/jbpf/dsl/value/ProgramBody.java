package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.part.ContextMembers;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.KernelConstant;
import dev.jbpf.map.MapDef;
import java.util.Set;

/** What a program is written with: what all functions have, and what it was called with. */
public class ProgramBody extends Body {
  /** The helper takes the lower 32 bits of what it is given. */
  private static final long MOST_INDEX = 0xffff_ffffL;

  private final ContextMembers members;

  ProgramBody(Scope scope, String struct) {
    this(scope, Set.of(struct));
  }

  ProgramBody(Scope scope, Set<String> structs) {
    super(scope);
    this.members = new ContextMembers(scope, structs);
  }

  final ContextMembers members() {
    return members;
  }

  /** {@return what the program was called with, for those who write IR} */
  @SuppressWarnings("exports")
  public final Value context() {
    return members.context();
  }

  /**
   * Leaves the program with that number; nothing may follow.
   *
   * @throws dev.jbpf.ir.IrException if it has more than 32 bits
   */
  public final void exit(long number) {
    ret(number);
  }

  /** Leaves the program with that verdict; nothing may follow. */
  public final void exit(KernelConstant verdict) {
    scope().leave(verdict);
  }

  /** Leaves the program with the negative of that error's number; nothing may follow. */
  public final void exit(Errno error) {
    ret(-error.number());
  }

  /**
   * Leaves the program with {@code value}; nothing may follow. Kernels take the lower 32 bits as
   * the result.
   */
  public final void exit(Int<?, ?> value) {
    ret(value);
  }

  /**
   * Goes on in the program at {@code index} of {@code programs}, and does not come back; goes on
   * here where there is none. All bits of the index count.
   */
  public final void tailCall(MapDef<Integer, Long> programs, Int<?, ?> index) {
    if (index.ir().type().isWide()) {
      when(index.toU64().le(MOST_INDEX), () -> jump(programs, index.toU32()));
    } else {
      jump(programs, index.toU32());
    }
  }

  /**
   * The same at that index.
   *
   * @throws dev.jbpf.ir.IrException if {@code programs} has no such place
   */
  public final void tailCall(MapDef<Integer, Long> programs, long index) {
    if (index < 0 || index >= programs.maxEntries()) {
      throw scope()
          .error(
              "array-index",
              programs.name() + " has no place " + index + ": 0 to " + (programs.maxEntries() - 1));
    }
    jump(programs, u32(index));
  }

  private void jump(MapDef<Integer, Long> programs, U32 index) {
    scope().held().requireNothing("a tail call");
    scope().unit().define(programs);
    scope().call(Helper.TAIL_CALL, Type.NONE, context(), scope().at().map(programs), index.ir());
  }
}
