package dev.jbpf.testkit.world;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Format;
import dev.jbpf.kernel.Helper;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.event.Tracefs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program prints in the kernel, in a place of its own: an instance of tracefs that gets what
 * {@code bpf_trace_printk} says, since Linux 5.9. Others who read the trace pipe are not disturbed,
 * and what other threads' programs print is left out.
 */
final class KernelPrints implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Pattern LINE =
      Pattern.compile(
          ".*?-(\\d+) +(?:\\(.{7}\\) )?\\[\\d+] .*?: bpf_trace_printk: (.*)", Pattern.DOTALL);
  private static final String EVENT = "events/bpf_trace/bpf_trace_printk/enable";

  private final Optional<Tracefs> tracefs;
  private final Optional<Path> instance;
  private final boolean prints;

  private KernelPrints(boolean prints, Optional<Tracefs> tracefs, Optional<Path> instance) {
    this.prints = prints;
    this.tracefs = tracefs;
    this.instance = instance;
  }

  /** {@return what {@code program}, which runs on this thread, is going to print} */
  static KernelPrints of(Program program) {
    if (!program.elements().stream().anyMatch(KernelPrints::prints)) {
      return new KernelPrints(false, Optional.empty(), Optional.empty());
    }
    try {
      Tracefs tracefs = Tracefs.open(Kernel.local());
      return new KernelPrints(true, Optional.of(tracefs), instance(tracefs.root()));
    } catch (SyscallException noTracefs) {
      return new KernelPrints(true, Optional.empty(), Optional.empty());
    }
  }

  private static boolean prints(CodeElement element) {
    return element instanceof Insn insn
        && insn.op().format() == Format.HELPER_ID
        && (insn.imm() == Helper.TRACE_PRINTK.value()
            || insn.imm() == Helper.TRACE_VPRINTK.value());
  }

  private static Optional<Path> instance(Path root) {
    String name = "jbpf_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    Path instance = root.resolve("instances").resolve(name);
    try {
      Files.createDirectory(instance);
      Files.writeString(instance.resolve(EVENT), "1");
      return Optional.of(instance);
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  /** {@return the lines that this thread's programs have printed; empty if that is not known} */
  Optional<List<String>> lines() {
    if (!prints) {
      return Optional.of(List.of());
    }
    return instance.flatMap(KernelPrints::read);
  }

  private static Optional<List<String>> read(Path instance) {
    try {
      String thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
      // Bytes, of which %c prints any; and of line ends only what the kernel puts behind a text.
      String all = Files.readString(instance.resolve("trace"), StandardCharsets.ISO_8859_1);
      return Optional.of(texts(List.of(all.split("\n")), thread));
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  /** A text that has lines of its own goes on where no head is. */
  private static List<String> texts(List<String> lines, String thread) {
    List<String> texts = new ArrayList<>();
    boolean isOwn = false;
    for (String line : lines) {
      Matcher head = LINE.matcher(line);
      if (head.matches()) {
        isOwn = head.group(1).equals(thread);
        if (isOwn) {
          texts.add(head.group(2));
        }
      } else if (isOwn) {
        texts.add(texts.remove(texts.size() - 1) + "\n" + line);
      }
    }
    return Outcome.plain(texts.stream().map(KernelPrints::utf8).toList());
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    instance.ifPresent(KernelPrints::remove);
    tracefs.ifPresent(Tracefs::close);
  }

  private static void remove(Path instance) {
    try {
      Files.writeString(instance.resolve(EVENT), "0");
      Files.delete(instance);
    } catch (IOException stays) {
      // It is empty and harmless, and gone with the next boot.
    }
  }
}
