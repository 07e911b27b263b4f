package dev.jbpf.verifier.fuzz;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.testing.LoadLine;
import dev.jbpf.testing.Vectors;
import dev.jbpf.verifier.request.VerifyRequest;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A program that the kernel was given, with all that was given with it, while that is open: others
 * can be asked about in its place.
 */
final class LoadedProgram {
  private static final int EAGAIN = 11;
  private static final int LOG_LEVEL = 24;
  private static final int LINES = 104;
  private static final int TARGET = 108;
  private static final int LOG_BYTES = 1 << 20;

  private final BpfSyscalls calls;
  private final ByteBuffer attr;
  private final long[] code;
  private final Subject subject;

  /** Copies {@code given}, with which the kernel is asked through {@code calls}. */
  LoadedProgram(BpfSyscalls calls, ByteBuffer given, LoadLine line, KernelBtf types) {
    this.calls = calls;
    this.attr = ByteBuffer.allocateDirect(given.capacity()).order(ByteOrder.nativeOrder());
    attr.put(given.order(ByteOrder.nativeOrder()).duplicate().clear()).clear();
    this.code = new long[attr.getInt(4)];
    calls.view(attr.getLong(8), code.length * Long.BYTES).asLongBuffer().get(code);
    this.subject = subject(line.of(given, 0), types);
    attr.putInt(LINES, 0).putInt(LOG_LEVEL, 0).putInt(LOG_LEVEL + 4, 0).putLong(LOG_LEVEL + 8, 0);
  }

  private Subject subject(String line, KernelBtf types) {
    Subject given = VerifyRequest.of(Vectors.parse(line)).subject();
    return Optional.of(attr.getInt(TARGET))
        .filter(id -> id != 0)
        .map(id -> given.against(types.types().orElseThrow().name(id)))
        .orElse(given);
  }

  /** {@return its slots, with the numbers of maps} */
  long[] code() {
    return code.clone();
  }

  @Override
  public String toString() {
    return subject.type()
        + " "
        + subject.attachType()
        + " "
        + HexFormat.of().formatHex(subject.program().toBytes(ByteOrder.LITTLE_ENDIAN));
  }

  /** {@return that code in its place, as our verifier takes it} */
  Subject with(long... slots) {
    ByteBuffer bytes = ByteBuffer.allocate(slots.length * Long.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(slots);
    return new Subject(
        Program.decode(bytes.array(), ByteOrder.LITTLE_ENDIAN),
        subject.type(),
        subject.attachType(),
        subject.flags(),
        subject.isGplCompatible(),
        subject.functions(),
        subject.maps(),
        subject.target());
  }

  /** {@return whether the kernel takes that code in its place} */
  boolean isTaken(long... slots) {
    return ask(attr, slots) >= 0;
  }

  /** {@return the kernel's last words on that code} */
  String words(long... slots) {
    ByteBuffer log = ByteBuffer.allocateDirect(LOG_BYTES);
    ByteBuffer loud = ByteBuffer.allocateDirect(attr.capacity()).order(ByteOrder.nativeOrder());
    loud.put(attr.duplicate().clear()).clear();
    loud.putInt(LOG_LEVEL, 1).putInt(LOG_LEVEL + 4, LOG_BYTES);
    long result = ask(loud.putLong(LOG_LEVEL + 8, calls.address(log)), slots);
    byte[] text = new byte[LOG_BYTES];
    log.get(0, text);
    String last =
        new String(text, java.nio.charset.StandardCharsets.US_ASCII)
            .trim()
            .lines()
            .filter(line -> !line.startsWith("processed"))
            .reduce("", (first, second) -> second);
    return result + " " + last;
  }

  private long ask(ByteBuffer with, long... slots) {
    ByteBuffer given =
        ByteBuffer.allocateDirect(slots.length * Long.BYTES).order(ByteOrder.nativeOrder());
    given.asLongBuffer().put(slots);
    with.putInt(4, slots.length).putLong(8, calls.address(given));
    long result;
    do {
      result = calls.bpf(BpfCommand.PROG_LOAD.value(), calls.address(with), with.capacity());
    } while (result == -EAGAIN);
    if (result >= 0) {
      calls.call(Syscall.CLOSE, result, 0, 0);
    }
    return result;
  }
}
