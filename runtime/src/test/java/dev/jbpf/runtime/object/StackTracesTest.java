package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.map.Codec;
import dev.jbpf.map.layout.Size;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.symbols.KernelSymbol;
import dev.jbpf.runtime.symbols.KernelSymbols;
import dev.jbpf.runtime.symbols.ProcessSymbols;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** From a stack that a program takes to the names of the functions of a process that is known. */
@KernelTest
@SuppressWarnings("try") // links are there to be closed
class StackTracesTest {
  /** As in stacks.c. */
  record Trace(@Size(32) long[] addresses) {}

  private static List<String> names(BpfObject object, String stack, LongFunction<String> namer) {
    int number = Math.toIntExact(object.variable(stack, Codec.S64).get());
    assertThat(number).as(stack).isNotNegative();
    Trace trace =
        object.map("stacks", Codec.INDEX, Codec.record(Trace.class)).lookup(number).orElseThrow();
    return Arrays.stream(trace.addresses())
        .takeWhile(address -> address != 0)
        .mapToObj(namer)
        .map(name -> name.replaceFirst("\\+0x.*", ""))
        .toList();
  }

  /** {@return a process that has done what the program waits for, and is still there} */
  private static Process start() throws IOException {
    Process process = new ProcessBuilder(CompiledObjects.executable("nested").toString()).start();
    assertThat(process.inputReader().readLine()).isEqualTo("closed");
    return process;
  }

  /** The C library's {@code close} keeps no frame, so that its caller is not seen, by anybody. */
  @Test
  void functionsHaveTheirNames() throws Exception {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("stacks"));
        Link link = object.attachAll()) {
      Process process = start();
      ProcessSymbols user = ProcessSymbols.of(process.pid());
      KernelSymbols kernel = KernelSymbols.read();
      assertThat(names(object, "user", address -> user.name(address).orElse("?")))
          .containsSubsequence("middle", "outermost", "main");
      assertThat(
              names(object, "kernel", address -> kernel.at(address).map(KernelSymbol::name).get()))
          .anyMatch(name -> name.matches("do_syscall_64|entry_SYSCALL_64.*"));
      process.getOutputStream().close();
      assertThat(process.waitFor()).isZero();
    }
  }
}
