package dev.jbpf.runtime.testing;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Syscall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes down each program that tests give to the kernel, with what the kernel says of it: a line
 * of JSON each, in the words of {@code jbpf verify --jsonl}, in a file a JVM in the folder that the
 * property {@value #FOLDER} names. Another test asks our verifier the same.
 */
public final class RecordedLoads extends PassingSyscalls {
  static final String FOLDER = "jbpf.loads";

  /** Tests that load thousands of programs of the same opcodes try one thing. */
  private static final int ALIKE = 20;

  /** Of a million slots there is nothing to learn that a few thousand do not tell. */
  private static final int LONGEST = 1 << 16;

  private final Path file;
  private final LoadLine line;
  private final Map<String, Integer> known = new HashMap<>();

  /** Stands around {@code system}. */
  public RecordedLoads(BpfSyscalls system) throws IOException {
    super(system);
    this.line = new LoadLine(system);
    Path folder = Path.of(System.getProperty(FOLDER));
    Files.createDirectories(folder);
    this.file = folder.resolve(ProcessHandle.current().pid() + ".jsonl");
  }

  @Override
  public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
    long result = system.call(call, a, b, c, d, e, f);
    if (call == Syscall.BPF) {
      note((int) a, b, (int) c, result);
    }
    return result;
  }

  @Override
  public long bpf(int command, long attr, int size) {
    long result = system.bpf(command, attr, size);
    note(command, attr, size, result);
    return result;
  }

  private synchronized void note(int command, long attr, int size, long result) {
    if (command == BpfCommand.MAP_CREATE.value() && result >= 0) {
      line.noteMap(system.view(attr, size), (int) result);
    } else if (command == BpfCommand.PROG_LOAD.value()) {
      write(system.view(attr, size), result);
    }
  }

  private void write(ByteBuffer attr, long result) {
    boolean isLong = attr.order(ByteOrder.nativeOrder()).getInt(4) > LONGEST;
    if (isLong || known.merge(line.shape(attr), 1, Integer::sum) > ALIKE) {
      return;
    }
    String text = line.of(attr, result);
    if (!text.isEmpty()) {
      try {
        Files.writeString(file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
