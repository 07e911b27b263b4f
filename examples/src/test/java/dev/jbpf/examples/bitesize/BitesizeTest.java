package dev.jbpf.examples.bitesize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.support.ExampleRun;
import dev.jbpf.examples.support.SameAsMethod;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.event.Tracefs;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.context.TraceRecord;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

@KernelTest
class BitesizeTest {
  private static final String NAME = "bitesize test";
  private static final int KILOBYTE = 1024;
  private static final int BLOCK = 4 * KILOBYTE;

  /** Each write is a request of its own, made by the thread of that name. */
  private static void writeFromNamedThread(Path device) throws Exception {
    FutureTask<Boolean> writes =
        new FutureTask<>(
            () -> {
              write(device, 4, 64);
              write(device, 64, 16);
              return true;
            });
    new Thread(writes, NAME).start();
    writes.get();
  }

  /** Past the page cache. Named by a text, as newer compilers warn of the class's name. */
  private static OpenOption direct() throws ReflectiveOperationException {
    Class<?> options = Class.forName("com.sun.nio.file.ExtendedOpenOption");
    return (OpenOption) options.getField("DIRECT").get(null);
  }

  private static void write(Path device, int kilobytes, int times) throws Exception {
    int size = kilobytes * KILOBYTE;
    ByteBuffer bytes = ByteBuffer.allocateDirect(size + BLOCK).alignedSlice(BLOCK).limit(size);
    try (FileChannel channel = FileChannel.open(device, StandardOpenOption.WRITE, direct())) {
      for (int i = 0; i < times; i++) {
        channel.write(bytes.rewind());
      }
    }
  }

  @Test
  void requestsAreCountedBySize() throws Exception {
    ExampleRun run;
    try (LoopDevice disk = LoopDevice.create(2048 * KILOBYTE)) {
      run = ExampleRun.during(() -> writeFromNamedThread(disk.device()), "bitesize");
    }
    assertThat(run.out().get(0)).isEqualTo("Tracing... Hit Ctrl-C to end.");
    assertThat(count(run, "         4 -> 7          : ")).isGreaterThanOrEqualTo(64);
    assertThat(count(run, "        64 -> 127        : ")).isGreaterThanOrEqualTo(16);
  }

  /** Up to Linux 6.1 a thread of the kernel's hands on what is for a loop device. */
  private static int count(ExampleRun run, String row) {
    boolean isOurs = false;
    int sum = 0;
    for (String line : run.out()) {
      if (line.startsWith("Process Name")) {
        isOurs = line.equals("Process Name = '" + NAME + "'") || line.contains("'kworker/");
      } else if (isOurs && line.startsWith(row)) {
        sum += Integer.parseInt(line.substring(row.length(), line.indexOf('|')).strip());
      }
    }
    return sum;
  }

  @Test
  void asMethod() {
    SameAsMethod same = new SameAsMethod(BitesizeMethod.class, Bitesize.DIST);
    ProgramDef registers =
        InRegisters.countSizes(Tracefs.format(Kernel.local(), "block", "block_rq_issue"));
    for (Program form : List.of(Bitesize.countSizes(), registers.program())) {
      same.check(new SameAsMethod.Run("bitesize", form, new TraceRecord(new byte[64])));
    }
    same.isTaken(registers);
  }
}
