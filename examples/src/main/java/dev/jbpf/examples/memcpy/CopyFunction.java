package dev.jbpf.examples.memcpy;

import dev.jbpf.examples.support.Run;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.error.SyscallException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/**
 * The function to watch: {@code memcpy} if the kernel lets it be probed, which today's do not, or
 * else the first of those whose third argument, too, is the number of bytes to copy.
 */
final class CopyFunction {
  private static final String MEMCPY = "memcpy";

  /** Kernels that do not trace their library, where copying is, still trace who asks for it. */
  private static final List<String> SIMILAR =
      List.of("_copy_from_user", "_copy_to_user", "vfs_write", "vfs_read");

  @Option(
      names = "--function",
      paramLabel = "NAME",
      description =
          "A kernel function whose third argument is a size (default: memcpy, or one like it).")
  private Optional<String> function = Optional.empty();

  /** A program at work on a function. */
  record Watch(String function, KernelProgram program, Link link) implements AutoCloseable {
    @Override
    public void close() {
      link.close();
      program.close();
    }
  }

  /**
   * Watches the function that was asked for, or the first that can be.
   *
   * @param specs the program for a function of that name
   * @throws SyscallException if none can be
   */
  Watch watch(Run run, Function<String, ProgramSpec> specs) {
    if (function.isPresent()) {
      return attach(function.get(), specs);
    }
    try {
      return attach(MEMCPY, specs);
    } catch (SyscallException e) {
      if (e.errno().equals(Errno.EOPNOTSUPP)) {
        throw e; // no function can be probed
      }
      Watch watch = firstOf(SIMILAR, e, specs);
      run.err()
          .printf(
              "memcpy cannot be probed on this kernel: watching %s, whose third argument is a size,"
                  + " too%n",
              watch.function());
      return watch;
    }
  }

  private static Watch firstOf(
      List<String> functions, SyscallException why, Function<String, ProgramSpec> specs) {
    for (String name : functions) {
      try {
        return attach(name, specs);
      } catch (SyscallException e) {
        why.addSuppressed(e);
      }
    }
    throw why;
  }

  private static Watch attach(String function, Function<String, ProgramSpec> specs) {
    KernelProgram program = Bpf.load(specs.apply(function));
    try {
      return new Watch(function, program, program.attach(Hooks.kprobe(function)));
    } catch (RuntimeException | Error e) {
      program.close();
      throw e;
    }
  }
}
