package dev.jbpf.vm.context;

/** What a run is given: memory, and what is in r1 and r2 at the start. */
public sealed interface Context
    permits FunctionCall,
        NoContext,
        PlainMemory,
        Registers,
        SocketBuffer,
        StructContext,
        Sysctl,
        TraceRecord,
        Xdp {
  /** Nothing: r1 and r2 are zero. */
  Context NONE = new NoContext();

  /** {@return {@code data} itself as memory: r1 points to it, r2 holds its length} */
  static Context of(byte[] data) {
    return new PlainMemory(data);
  }
}
