package dev.jbpf.runtime.inspect;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.StreamId;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;

/**
 * What a program writes with {@code bpf_stream_vprintk}, and the kernel about its faults; since
 * Linux 6.17. Who reads it takes it away from others.
 */
public final class ProgramStream {
  private static final int ROOM = 1 << 14;

  private final Kernel kernel;
  private final Inspected program;
  private final StreamId stream;
  private final NativeMemory block;

  /** That stream of a program; {@code program} stays open as long as this is read. */
  public ProgramStream(Kernel kernel, Inspected program, StreamId stream) {
    this.kernel = kernel;
    this.program = program;
    this.stream = stream;
    this.block = NativeMemory.ofSize(kernel.calls().syscalls(), ROOM);
  }

  /**
   * {@return what is there now, empty if nothing is}
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  public String read() {
    Struct attr =
        kernel
            .calls()
            .scratch()
            .attr()
            .set(AttrField.PROG_STREAM_READ_STREAM_BUF, block.address())
            .set(AttrField.PROG_STREAM_READ_STREAM_BUF_LEN, ROOM)
            .set(AttrField.PROG_STREAM_READ_STREAM_ID, stream.value());
    attr.set(AttrField.PROG_STREAM_READ_PROG_FD, program.descriptor().acquire());
    try {
      int count =
          kernel
              .calls()
              .require(
                  BpfCommand.PROG_STREAM_READ_BY_FD, attr, "cannot read the stream of " + program);
      return new String(block.copy(0, count), StandardCharsets.UTF_8);
    } finally {
      program.descriptor().release();
      Reference.reachabilityFence(block);
    }
  }
}
