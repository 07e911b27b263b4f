package dev.jbpf.examples.bitesize;

import dev.jbpf.dsl.value.kernel.KernelName;
import dev.jbpf.map.layout.Size;
import dev.jbpf.map.layout.U32;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.TracepointContext;
import dev.jbpf.methods.helper.Numbers;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;

/** The same program as a method: the tracepoint's record is an interface. */
final class BitesizeMethod {
  private static final Table<Bitesize.Key, Long> DIST = Table.of(Bitesize.DIST);

  private BitesizeMethod() {}

  /** What is asked of the record, which {@code block_rq_issue} shares with others. */
  @KernelName("trace_event_raw_block_rq")
  interface Request {
    @U32
    int bytes();

    @Size(16)
    String comm();
  }

  @BpfProgram("tracepoint/block/block_rq_issue")
  static int bitesize(TracepointContext context) {
    Request request = context.as(Request.class);
    Cell<Bitesize.Key> key = Cell.room(Bitesize.Key.class);
    key.set(Bitesize.Key::name, request.comm());
    key.set(Bitesize.Key::slot, (long) Numbers.log2Slot(request.bytes() >>> 10));
    DIST.increment(key);
    return 0;
  }
}
