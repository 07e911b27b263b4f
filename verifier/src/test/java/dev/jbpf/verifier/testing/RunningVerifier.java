package dev.jbpf.verifier.testing;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Syscall;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The verifier of the running kernel, asked for a verdict and nothing else: as little as possible
 * stands between, so that what is asked is what was meant.
 */
public final class RunningVerifier {
  private static final int ATTR_BYTES = 152;
  private static final int LOG_BYTES = 1 << 20;
  private static final int LARGEST_PROGRAM = 1_000_000;
  private static final int EAGAIN = 11;
  private static final int ENOSPC = 28;

  private final BpfSyscalls syscalls = BpfSyscalls.system();
  private final ByteBuffer attr = direct(ATTR_BYTES);
  private final ByteBuffer license = direct(64);
  private final ByteBuffer log = direct(LOG_BYTES);
  private ByteBuffer code = direct(4096);

  /**
   * What is to be verified.
   *
   * @param type number of the program type
   * @param attachType {@code expected_attach_type}
   * @param target {@code attach_btf_id}, 0 if there is none
   * @param flags {@code prog_flags}
   * @param license as the program declares it
   * @param code its slots, as little-endian {@code struct bpf_insn}
   */
  public record Question(
      int type, int attachType, int target, int flags, String license, long[] code) {
    /** {@return a question about a program under the GPL, without flags and target} */
    public static Question of(int type, int attachType, long... code) {
      return new Question(type, attachType, 0, 0, "GPL", code);
    }

    /** {@return the same with other code} */
    public Question withCode(long... slots) {
      return new Question(type, attachType, target, flags, license, slots);
    }

    /** {@return the same for a function or type of the kernel} */
    public Question withTarget(int id) {
      return new Question(type, attachType, id, flags, license, code);
    }

    /** {@return the same with these flags} */
    public Question withFlags(int bits) {
      return new Question(type, attachType, target, bits, license, code);
    }

    /** {@return the same under that license} */
    public Question withLicense(String name) {
      return new Question(type, attachType, target, flags, name, code);
    }
  }

  /**
   * What the kernel said.
   *
   * @param errno 0 if it took the program
   * @param log what it wrote; empty unless asked for
   */
  public record Answer(int errno, String log) {
    /** {@return whether it took the program} */
    public boolean isAccepted() {
      return errno == 0;
    }
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** {@return the verdict, without a log} */
  public Answer ask(Question question) {
    return ask(question, 0);
  }

  /** {@return the verdict and what led there: level 1 what matters, 2 all that was followed} */
  public synchronized Answer ask(Question question, int logLevel) {
    put(question, logLevel);
    long result;
    do {
      result = syscalls.bpf(BpfCommand.PROG_LOAD.value(), syscalls.address(attr), ATTR_BYTES);
    } while (result == -EAGAIN);
    if (result >= 0) {
      syscalls.call(Syscall.CLOSE, result, 0, 0);
    }
    boolean isTaken = result >= 0 || result == -ENOSPC && logLevel > 0;
    return new Answer(isTaken ? 0 : (int) -result, logLevel == 0 ? "" : logText());
  }

  private void put(Question question, int logLevel) {
    if (code.capacity() < question.code().length * Long.BYTES) {
      code = direct(Math.min(LARGEST_PROGRAM + 1, question.code().length * 2) * Long.BYTES);
    }
    code.clear();
    code.asLongBuffer().put(question.code());
    license.clear().put(question.license().getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    for (int i = 0; i < ATTR_BYTES; i += Long.BYTES) {
      attr.putLong(i, 0);
    }
    attr.putInt(0, question.type())
        .putInt(4, question.code().length)
        .putLong(8, syscalls.address(code))
        .putLong(16, syscalls.address(license))
        .putInt(44, question.flags())
        .putInt(68, question.attachType())
        .putInt(108, question.target());
    if (logLevel > 0) {
      log.put(0, (byte) 0);
      attr.putInt(24, logLevel).putInt(28, LOG_BYTES).putLong(32, syscalls.address(log));
    }
  }

  private String logText() {
    int length = 0;
    while (length < LOG_BYTES && log.get(length) != 0) {
      length++;
    }
    byte[] bytes = new byte[length];
    log.get(0, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
