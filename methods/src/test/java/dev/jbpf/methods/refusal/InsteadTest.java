package dev.jbpf.methods.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.BpfTimer;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.context.KprobeContext;
import dev.jbpf.methods.context.TracingContext;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the author is told to write instead fits what was tried, at the author's own line. */
class InsteadTest {
  /** What a newcomer writes. */
  static final class Tried {
    record Window(BpfTimer timer, long n) {}

    static final Table<Integer, Long> SEEN =
        Table.of(MapDef.hash("seen", Codec.S32, Codec.S64, 16));
    static final Table<Integer, Window> WINDOWS =
        Table.of(MapDef.array("windows", Codec.record(Window.class), 4));
    static final IntUnaryOperator TWICE = x -> x * 2;
    static long total;

    @BpfProgram("xdp")
    static int stream(XdpContext context) {
      return IntStream.range(0, 5).sum();
    }

    @BpfProgram("xdp")
    static int list(XdpContext context) {
      return new ArrayList<>(List.of(1)).size();
    }

    @BpfProgram("xdp")
    static int clock(XdpContext context) {
      return (int) System.nanoTime();
    }

    @BpfProgram("xdp")
    static int print(XdpContext context) {
      System.out.println("seen");
      return 2;
    }

    @BpfProgram("xdp")
    static int optional(XdpContext context) {
      return Optional.of(3).get();
    }

    @BpfProgram("xdp")
    static int format(XdpContext context) {
      return String.format("%d", 5).length();
    }

    @BpfProgram("xdp")
    static int names(XdpContext context) {
      String[] names = {"lo", "eth0"};
      return names[context.queue() & 1].length();
    }

    @BpfProgram("xdp")
    static int builder(XdpContext context) {
      return new StringBuilder("a").append(context.queue()).length();
    }

    @BpfProgram("xdp")
    static int lambda(XdpContext context) {
      return TWICE.applyAsInt(4);
    }

    @BpfProgram("xdp")
    static int clear(XdpContext context) {
      SEEN.clear();
      return 2;
    }

    @BpfProgram("xdp")
    static int ownTable(XdpContext context) {
      Table<Integer, Long> own = Table.of(MapDef.hash("own", Codec.S32, Codec.S64, 4));
      own.increment(1);
      return 2;
    }

    @BpfProgram("xdp")
    static int later(XdpContext context) {
      int queue = context.queue();
      Cell<Window> window = WINDOWS.find(0);
      if (window != null) {
        WINDOWS.startTimer(window, Window::timer, 1000, (key, value) -> total += queue);
      }
      return 2;
    }

    @BpfProgram("kprobe/vfs_read")
    static int conversions(KprobeContext context) {
      Kernel.print("%d %d", 1);
      return 0;
    }

    @BpfProgram(value = "kprobe/vfs_read", license = "Proprietary")
    static int license(KprobeContext context) {
      Kernel.print("seen");
      return 0;
    }

    @BpfProgram("cgroup_skb/egress")
    static int result(dev.jbpf.methods.context.SkbContext context) {
      return 7;
    }

    @BpfProgram("fentry/vfs_read")
    static int argument(TracingContext context) {
      return (int) context.argument(0);
    }

    @BpfProgram("xdp")
    static int loop(XdpContext context) {
      int sum = 0;
      for (int i = 0; i < context.packet().length(); i++) {
        sum += i;
      }
      return sum;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stream|a loop",
        "list|a Table for what comes and goes",
        "clock|Kernel.time()",
        "print|Kernel.print(\"%d\", number)",
        "optional|a reference that may be null",
        "format|the arguments of String.format",
        "names|static final String[] NAMES = {…}",
        "builder|a text that is known",
        "lambda|name the method where it is called",
        "clear|let the program that loads it do this",
        "ownTable|a field of the class: static final Table<…>",
        "later|a static field, or a component of the value",
        "conversions|a number for each conversion",
        "license|@BpfProgram(license = \"GPL\")",
        "result|return one of the numbers that the notes name",
        "argument|arguments are counted from 1",
        "loop|an end that is seen"
      })
  void fitsWhatWasTried(String program, String instead) {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class, () -> MethodCompiler.compile(Tried.class, program));
    assertThat(refused.getMessage()).startsWith("InsteadTest.java:").contains("; instead: ");
    assertThat(refused.getMessage().lines().findFirst().orElseThrow().split("; instead: ")[1])
        .contains(instead);
    assertThat(refused.diagnostic().notes().get(0)).startsWith("instead: ").contains(instead);
  }
}
