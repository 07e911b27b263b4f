package dev.jbpf.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;

/** A program that counts how often it runs, and where it is attached. */
public final class Counter implements AutoCloseable {
  private static final MapDef<Integer, Long> COUNT = MapDef.array("count", Codec.U64, 1);

  private final KernelProgram program;
  private final Link link;

  private Counter(KernelProgram program, Link link) {
    this.program = program;
    this.link = link;
  }

  /** {@return one that is attached to {@code hook}, and returns {@code result} each time} */
  public static Counter attach(Hook hook, int result) {
    KernelProgram program = load(hook, result);
    try {
      return new Counter(program, program.attach(hook));
    } catch (RuntimeException | Error e) {
      program.close();
      throw e;
    }
  }

  /** {@return the program, loaded for {@code hook} but not attached} */
  public static KernelProgram load(Hook hook, int result) {
    return Bpf.load(ProgramSpec.of("counter", hook, program(result)).withMap(COUNT));
  }

  /** {@return how often {@code program}, of {@link #load}, ran} */
  public static long count(KernelProgram program) {
    return program.map(COUNT).lookup(0).orElseThrow();
  }

  private static Program program(int result) {
    return assemble(
        """
        r1 = map_value count, 0 ll
        r2 = 1
        lock *(u64 *)(r1 + 0) += r2
        r0 = %d
        exit
        """
            .formatted(result));
  }

  /** {@return the program that {@code text} makes} */
  public static Program assemble(String text) {
    Assembly assembly = Assembler.assemble(text);
    assertThat(assembly.report()).isEmpty();
    return assembly.program().orElseThrow();
  }

  /** {@return how often it ran} */
  public long count() {
    return count(program);
  }

  /** Waits until it ran that often, or two seconds: what some drivers receive they handle later. */
  public void await(long count) throws InterruptedException {
    for (int i = 0; i < 200 && count() < count; i++) {
      Thread.sleep(10);
    }
  }

  /** {@return the program that counts} */
  public KernelProgram program() {
    return program;
  }

  /** {@return what keeps it attached} */
  public Link link() {
    return link;
  }

  /** Detaches it; {@return how often it ran, which it still tells} */
  public long detach() {
    link.close();
    return count();
  }

  @Override
  public void close() {
    link.close();
    program.close();
  }
}
