package dev.jbpf.dsl.value.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.XdpBody;
import dev.jbpf.dsl.value.kernel.KernelName;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.Helper;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.Size;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What strangers get wrong is said at the line, with what to do. */
class EscapesTest {
  private static final MapDef<Integer, Long> MAP = MapDef.hash("m", Codec.INDEX, Codec.U64, 8);

  private record Mistake(String said, Consumer<XdpBody> body) {
    @Override
    public String toString() {
      return said;
    }
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake("control comes to the end of p without a value", p -> p.cpu()),
        new Mistake(
            "a value is used where control need not have been: it is of EscapesTest.java",
            p -> {
              AtomicReference<U64> time = new AtomicReference<>();
              p.when(p.cpu().eq(0), () -> time.set(p.time()));
              p.exit(time.get().toU32());
            }),
        new Mistake(
            "a value is used where control need not have been",
            p -> {
              AtomicReference<Cell<Long>> found = new AtomicReference<>();
              p.map(MAP).find(1).ifPresent(found::set);
              found.get().add(1);
              p.exit(0);
            }),
        new Mistake(
            "a value is used where control need not have been",
            p -> {
              AtomicReference<U32> last = new AtomicReference<>();
              p.times(p.cpu(), 8, (i, loop) -> last.set(i.add(p.random())));
              p.exit(last.get());
            }),
        new Mistake(
            "bpf_redirect_map with argument 1 is 1, not a MapDef",
            p -> p.exit(p.call(Helper.REDIRECT_MAP, 1, MAP, 0))),
        new Mistake(
            "bpf_redirect with 1 arguments; it is int bpf_redirect(int ifindex, int flags)",
            p -> p.exit(p.call(Helper.REDIRECT, 1))),
        new Mistake(
            "bpf_map_lookup_elem with a result that is an address",
            p -> p.exit(p.call(Helper.MAP_LOOKUP_ELEM, MAP, p.local(Codec.U32)))),
        new Mistake(
            "local has 4 bytes: it is never 'toolong'",
            p -> p.exit(p.local(Codec.text(4)).is("toolong").toU32())),
        new Mistake(
            "local is a number of 64 bits, and no text",
            p -> p.exit(p.local(Codec.U64).is("x").toU32())),
        new Mistake(
            "every text starts with an empty one",
            p -> p.exit(p.local(Codec.text(4)).startsWith("").toU32())),
        new Mistake(
            "is never equal to",
            p -> p.exit(p.local(Codec.text(4)).hasBytesOf(p.local(Codec.U64)).toU32())),
        new Mistake(
            "the packet begins with its network header",
            p -> p.packet().network().ethernet().orReturn(0)));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void areSaid(Mistake mistake) {
    assertThatThrownBy(() -> Probe.xdp("p", mistake.body()))
        .hasMessageContaining(mistake.said())
        .hasMessageContaining("EscapesTest.java:");
  }

  /** Where each way leaves, nothing is behind. */
  @Test
  void allWaysLeave() {
    ProgramDef both =
        Probe.xdp("p", p -> p.when(p.cpu().eq(0), () -> p.exit(1)).otherwise(() -> p.exit(2)));
    assertThat(both.program().size()).isPositive();
  }

  @KernelName("task_struct")
  record Task(@Size(16) String comm) {}

  private static final MapDef<String, Long> NAMES =
      MapDef.hash("names", Codec.text(16), Codec.U64, 8);

  @Test
  void namesAreTakenOnce() {
    assertThatThrownBy(
            () ->
                Probe.kprobe("names", "f")
                    .build(
                        p -> {
                          Cell<String> name = p.local(Codec.text(16));
                          p.task(Task.class).text(Task::comm, name);
                          p.map(NAMES).increment(name);
                          p.exit(0);
                        }))
        .hasMessageContaining("the program and one of its maps are 'names'")
        .hasMessageContaining("EscapesTest.java:");
  }
}
