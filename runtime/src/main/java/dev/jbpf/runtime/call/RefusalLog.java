package dev.jbpf.runtime.call;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.sys.field.CommonField;
import java.lang.ref.Reference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel tells about a refused call beside its error. Since Linux 7.2 all commands take
 * attributes that they have in common, with room for a log; older ones take none, and tell nothing.
 */
final class RefusalLog {
  /** {@code BPF_COMMON_ATTRS}, added to a command. */
  private static final int WITH_COMMON = 1 << 16;

  private static final int LOG_BYTES = 4096;
  private static final int LOG_LEVEL = 1;

  private final BpfSyscalls syscalls;
  private final ThreadLocal<Told> last = new ThreadLocal<>();

  /** Whether the kernel takes such attributes; null until a call is refused. */
  private volatile @Nullable Boolean isTaken;

  /** What was told of one refused call. */
  private record Told(BpfCommand command, long result, String text) {}

  RefusalLog(BpfSyscalls syscalls) {
    this.syscalls = syscalls;
  }

  /**
   * Makes a refused call once more, where the kernel would tell why.
   *
   * @param attr its arguments, as they were refused
   * @param result the negative of the error
   * @return the result that counts: a kernel may have changed its mind
   */
  long ask(BpfCommand command, Struct attr, long result) {
    if (Errno.EPERM.is(result) || !isRepeated(command) || !isTaken()) {
      return result;
    }
    NativeMemory log = NativeMemory.ofSize(syscalls, LOG_BYTES);
    Struct common =
        new Struct(syscalls, CommonField.BYTES)
            .set(CommonField.LOG_BUF, log.address())
            .set(CommonField.LOG_SIZE, LOG_BYTES)
            .set(CommonField.LOG_LEVEL, LOG_LEVEL);
    long again = call(command, attr, common.address());
    Reference.reachabilityFence(common);
    last.set(new Told(command, again, log.text(0, LOG_BYTES).strip()));
    return again;
  }

  /**
   * {@return what the kernel told this thread about the call that it refused last, a sentence, if
   * it was that one}
   */
  Optional<String> told(BpfCommand command, long result) {
    Told told = last.get();
    return told != null && told.command == command && told.result == result && !told.text.isEmpty()
        ? Optional.of("The kernel says: " + told.text)
        : Optional.empty();
  }

  /** Programs and types have logs of their own; what works on elements may have done half of it. */
  private static boolean isRepeated(BpfCommand command) {
    return switch (command) {
      case PROG_LOAD, BTF_LOAD, PROG_TEST_RUN -> false;
      case MAP_LOOKUP_ELEM,
          MAP_UPDATE_ELEM,
          MAP_DELETE_ELEM,
          MAP_GET_NEXT_KEY,
          MAP_LOOKUP_AND_DELETE_ELEM,
          MAP_LOOKUP_BATCH,
          MAP_LOOKUP_AND_DELETE_BATCH,
          MAP_UPDATE_BATCH,
          MAP_DELETE_BATCH ->
          false;
      case PROG_GET_NEXT_ID, MAP_GET_NEXT_ID, LINK_GET_NEXT_ID, BTF_GET_NEXT_ID -> false;
      default -> true;
    };
  }

  /** Common attributes at no address are looked for by who knows them. */
  private boolean isTaken() {
    Boolean known = isTaken;
    if (known == null) {
      Struct nothing = new Struct(syscalls, Long.BYTES);
      known = Errno.EFAULT.is(call(BpfCommand.PROG_LOAD, nothing, 0));
      isTaken = known;
    }
    return known;
  }

  private long call(BpfCommand command, Struct attr, long common) {
    return syscalls.call(
        Syscall.BPF,
        command.value() | WITH_COMMON,
        attr.address(),
        attr.size(),
        common,
        CommonField.BYTES,
        0);
  }
}
