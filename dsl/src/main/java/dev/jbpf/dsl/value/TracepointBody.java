package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.kernel.KernelRef;
import dev.jbpf.dsl.value.kernel.NamedMembers;
import dev.jbpf.dsl.value.map.Status;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.ir.Type;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.StructField;

/** A program at a tracepoint: its context is the tracepoint's record. */
public final class TracepointBody extends TracingBody {
  private static final int SYSCALL_ARGUMENTS = 16;
  private static final int MOST_ARGUMENTS = 6;
  private static final int PLACE_BITS = 0xffff;

  private final String tracepoint;

  TracepointBody(Scope scope, String tracepoint) {
    super(scope, tracepoint);
    this.tracepoint = tracepoint;
  }

  /** {@return the member, which the tracepoint's {@code TracepointFormat} describes} */
  public <T extends Int<T, ?>> T get(Kind<T> kind, StructField field) {
    return members().get(field, kind);
  }

  /**
   * {@return the tracepoint's record, as {@code type} declares it}
   *
   * @param type named as the kernel's types do: {@code trace_event_raw_sched_process_exec}
   */
  public <S extends Record> KernelRef<S> fields(Class<S> type) {
    return KernelRef.direct(scope(), type, context());
  }

  /**
   * {@return the member of that name, wherever the kernel that runs has it} For tracepoints whose
   * record has their own name.
   */
  public <T extends Int<T, ?>> T get(Kind<T> kind, String member) {
    return named().get(kind, member);
  }

  /** {@return the member of that name, an address} */
  public U64 address(String member) {
    return named().address(member);
  }

  /**
   * Copies the text of that name, a {@code __data_loc}, to {@code to}, cut if need be; since 5.5.
   *
   * @return how many bytes it has, with its NUL
   */
  public S64 text(Cell<String> to, String member) {
    return named().text(to, member);
  }

  private NamedMembers named() {
    return new NamedMembers(scope(), "trace_event_raw_" + tracepoint, context());
  }

  /** Copies the member, a text or an array, to {@code to}; since Linux 5.5. */
  public Status copy(Cell<?> to, StructField field) {
    var f = scope().at();
    U64 address = U64.KIND.of(scope(), f.add(f.retype(context(), Type.U64), field.offset()));
    return kernel().read(to, address);
  }

  /**
   * Copies the text that the member {@code __data_loc} says the place of to {@code to}, cut if need
   * be; since Linux 5.5.
   *
   * @return how many bytes it has, with its NUL
   */
  public S64 text(Cell<String> to, StructField field) {
    U64 place = members().get(field, U32.KIND).and(PLACE_BITS).toU64();
    var f = scope().at();
    var address = f.add(f.retype(context(), Type.U64), place.ir());
    return S64.KIND.of(
        scope(),
        scope().call(Helper.PROBE_READ_KERNEL_STR, Type.S64, to.address(), size(to), address));
  }

  /**
   * {@return the argument of the system call, of that number from 0 on} At tracepoints {@code
   * syscalls/sys_enter_…}.
   *
   * @throws dev.jbpf.ir.IrException if there is none, or this is another tracepoint
   */
  public U64 syscallArgument(int number) {
    if (number < 0 || number >= MOST_ARGUMENTS) {
      throw scope().error("syscall-argument", "argument " + number + " is not 0 to 5");
    }
    requireSyscall("sys_enter");
    return member("args", SYSCALL_ARGUMENTS + number * Long.BYTES).toU64();
  }

  /** {@return what the system call returns} At tracepoints {@code syscalls/sys_exit_…}. */
  public S64 syscallResult() {
    requireSyscall("sys_exit");
    return member("ret", SYSCALL_ARGUMENTS);
  }

  private void requireSyscall(String start) {
    if (!tracepoint.startsWith(start)) {
      throw scope()
          .error(
              "syscall-argument",
              "the tracepoint " + tracepoint + " does not have that",
              "take one whose name begins with " + start);
    }
  }

  private S64 member(String name, int offset) {
    return members().get(new StructField(tracepoint, name, offset, Long.BYTES, true), S64.KIND);
  }
}
