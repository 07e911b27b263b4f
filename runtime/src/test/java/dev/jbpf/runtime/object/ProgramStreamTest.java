package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.StreamId;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.Inspector;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.inspect.ProgramStream;
import dev.jbpf.runtime.testing.KernelTest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a program writes is read once, each stream by itself. */
@KernelTest
class ProgramStreamTest {
  @Test
  void whatIsWrittenIsReadOnce() {
    Since.linux(6, 17);
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("streams"))) {
      KernelProgram program = object.program("writes");
      try (Inspected inspected =
          new Inspector(Kernel.local()).open(ObjectKind.PROGRAM, program.info().id())) {
        ProgramStream out = new ProgramStream(Kernel.local(), inspected, StreamId.STDOUT);
        ProgramStream err = new ProgramStream(Kernel.local(), inspected, StreamId.STDERR);
        assertThat(out.read()).isEmpty();
        int error = (int) program.testRun(TestRun.onContext(new byte[8])).returnValue();
        Assumptions.assumeFalse(
            Errno.ENOMEM.is(error), "this kernel finds no memory for what programs write");
        assertThat(error).isZero();
        assertThat(out.read()).isEqualTo("40 and 2\n1 and 1\n");
        assertThat(err.read()).isEqualTo("7 and 8\n");
        assertThat(out.read() + err.read()).isEmpty();
      }
    }
  }
}
