package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import dev.jbpf.examples.methods.SockExampleMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Does a little of all that a command does, on files as users have them, so that the archive made
 * from this run holds its classes. Run by the build, never by users.
 */
final class ArchiveTraining {
  private static final String SOURCE =
      """
      # Both dialects, labels, a map, data, a program and what it calls.
              .map counts, type=array, key=4, value=8, max_entries=1
              .section socket,"ax"
              .globl entry
      entry:  r0 = *(u32 *)(r1 + 4)
              if r0 s> 3 goto out
              lddw %r2, 0x1122334455667788
              ldxdw %r3, [%r10-8]
              lock *(u64 *)(r10 - 8) += r3
              r1 = counts ll
              call bpf_ktime_get_ns
              call helper
      out:    exit
              .text
      helper: r0 = 1
              exit
              .section .rodata,"a"
      limit:  .4byte 7
              .section license,"aw"
              .asciz "GPL"
      """;

  /** Loads with types of the kernel's, a map and a variable. */
  private static final String LOADED =
      """
              .map counts, type=hash, key=4, value=8, max_entries=16
              .section raw_tracepoint/sched_switch,"ax"
              .globl on_switch
      on_switch:
              call bpf_get_current_task_btf
              r0 = *(u32 *)(r0 + core(task_struct.pid, s32))
              *(u32 *)(r10 - 4) = r0
              r1 = counts ll
              r2 = r10
              r2 += -4
              call bpf_map_lookup_elem
              r0 = 0
              exit
              .section license,"aw"
              .asciz "GPL"
      """;

  private static final String WRONG = "mvo r0, 1\nr11 = 1\ngoto nowhere\n";

  private static final String JBPF = "jbpf";

  private ArchiveTraining() {}

  /** Runs the command that is named second in the folder that is named first. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String plain =
        Files.writeString(folder.resolve("plain.s"), "r0 = 1\nmov %r1, %r0\nexit\n").toString();
    if (arguments[1].equals(JBPF)) {
      jbpf(folder, plain);
    } else {
      assemble(folder, plain);
    }
  }

  /** Forwards, backwards, and into errors. */
  private static void assemble(Path folder, String plain) throws IOException {
    String right = Files.writeString(folder.resolve("right.s"), SOURCE).toString();
    String wrong = Files.writeString(folder.resolve("wrong.s"), WRONG).toString();
    String object = folder.resolve("right.o").toString();
    JbpfAsm.run(quiet(), right, "-o", object);
    JbpfAsm.run(quiet(), plain, "-o", folder.resolve("plain.o").toString());
    JbpfAsm.run(quiet(), plain, "-f", "raw", "-o", folder.resolve("plain.bin").toString());
    Jbpf.run(quiet(), "asm", plain, "-f", "hex", "-o", "-");
    JbpfAsm.run(quiet(), wrong, "--check");
    JbpfAsm.run(quiet(), "-d", object);
    JbpfAsm.run(quiet(), "-d", folder.resolve("plain.bin").toString());
  }

  private static void jbpf(Path folder, String plain) throws IOException {
    String loaded = Files.writeString(folder.resolve("loaded.s"), LOADED).toString();
    String object = folder.resolve("loaded.o").toString();
    Jbpf.run(quiet(), "asm", loaded, "-o", object);
    Jbpf.run(quiet(), "run", plain);
    Jbpf.run(quiet(), "run", plain, "--engine", "jit");
    Jbpf.run(quiet(), "verify", "--type", "xdp", plain);
    Jbpf.run(quiet(), "verify", object);
    Jbpf.run(quiet(), "verify", classFile(folder).toString());
    Jbpf.run(quiet(), "--help");
    // What is in the kernel, if this user may see it.
    Jbpf.run(quiet(), "load", "--verify", plain);
    Jbpf.run(quiet(), "load", "--verify", object);
    Jbpf.run(quiet(), "prog", "list");
    Jbpf.run(quiet(), "map", "list", "--json");
    Jbpf.run(quiet(), "link", "list");
    Jbpf.run(quiet(), "btf", "list");
    // Whether there are such or not.
    Jbpf.run(quiet(), "prog", "show", "id", "1");
    Jbpf.run(quiet(), "prog", "dump", "xlated", "id", "1");
    Jbpf.run(quiet(), "map", "dump", "id", "1");
    Jbpf.run(quiet(), "map", "lookup", "id", "1", "key", "0");
    Jbpf.run(quiet(), "btf", "dump", "file", object, "format", "c");
    Jbpf.run(quiet(), "struct_ops", "list");
    Jbpf.run(quiet(), "perf");
    Jbpf.run(quiet(), "net");
    Jbpf.run(quiet(), "cgroup", "tree");
    Jbpf.run(quiet(), "__complete", "prog", "show", "");
  }

  /** The class file of an example, in the folders of its package. */
  private static Path classFile(Path folder) throws IOException {
    String name = SockExampleMethod.class.getName().replace('.', '/') + ".class";
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (InputStream bytes = SockExampleMethod.class.getResourceAsStream("/" + name)) {
      Files.copy(Objects.requireNonNull(bytes), file);
    }
    return file;
  }

  private static Console quiet() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(), nowhere);
  }
}
