package dev.jbpf.methods.context;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.methods.ContextOf;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Helpers;
import dev.jbpf.methods.struct.Structs;
import dev.jbpf.vm.context.Context;

/**
 * What a program is called with whose context is the arguments of a function or a tracepoint of the
 * kernel, 64 bits each; or, of iterators and netfilter, a structure.
 */
@Vocabulary
@ContextOf({
  ProgramType.RAW_TRACEPOINT,
  ProgramType.RAW_TRACEPOINT_WRITABLE,
  ProgramType.TRACING,
  ProgramType.LSM,
  ProgramType.STRUCT_OPS,
  ProgramType.NETFILTER
})
public final class TracingContext {
  private final Area context;

  private TracingContext(Area context) {
    this.context = context;
  }

  /** {@return that context: for plain Java} */
  public static TracingContext of(Context context) {
    return new TracingContext(Area.of(context));
  }

  /** {@return the argument of that number, from 1 on, a constant} */
  public long argument(int number) {
    return context.s64((number - 1) * Long.BYTES);
  }

  /** {@return the structure at the address that the argument of that number is} */
  public <S> S argument(int number, Class<S> type) {
    return Structs.argument(type, context, number);
  }

  /** {@return what the function returns; at its end, {@code fexit}; since Linux 5.17} */
  public long result() {
    Area room = Area.room(Long.BYTES);
    Helpers.getFuncRet(context, room);
    return room.s64(0);
  }

  /** {@return the context itself as {@code type} declares it: {@code bpf_iter__task}} */
  public <S> S as(Class<S> type) {
    return Structs.direct(type, context);
  }

  /** {@return the context itself, as helpers take it} */
  public Area area() {
    return context;
  }
}
