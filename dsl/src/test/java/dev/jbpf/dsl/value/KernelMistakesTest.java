package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes of programs in registers that only a kernel sees: with values they do not compile, or
 * fail in Java with the line, the reason and what helps.
 */
class KernelMistakesTest {
  private static final String FRAME =
      """
      import dev.jbpf.dsl.value.*;
      import dev.jbpf.dsl.value.map.*;
      import dev.jbpf.dsl.value.memory.*;
      import dev.jbpf.dsl.value.number.*;
      import dev.jbpf.dsl.value.packet.*;
      import dev.jbpf.elf.bpf.ProgramDef;
      import dev.jbpf.kernel.*;
      import dev.jbpf.map.BpfMap;
      import dev.jbpf.map.Codec;
      import dev.jbpf.map.data.Global;
      import dev.jbpf.map.MapDef;
      import dev.jbpf.map.Nothing;
      import dev.jbpf.map.SpinLock;

      public class %s {
        record Account(SpinLock lock, int unused, long balance) {}
        record Event(int pid, int uid) {}
        record Task(int tgid) {}
        static final MapDef<Integer, Long> HITS = MapDef.array("hits", Codec.U64, 4);
        static final MapDef<Integer, Account> ACCOUNTS =
            MapDef.array("accounts", Codec.record(Account.class), 1);
        static final MapDef<Nothing, Nothing> RING = MapDef.ringBuffer("ring", 4096);
        static Cell<Event> kept;

        public static ProgramDef define() {
          return %s;
        }
      }
      """;

  /** A mistake, how somebody may try to make it, and the words that stop them. */
  private record Row(String mistake, boolean compiles, String definition, String... words) {
    @Override
    public String toString() {
      return mistake;
    }
  }

  private static Row impossible(String mistake, String body, String... words) {
    return new Row(mistake, false, xdp(body), words);
  }

  private static Row told(String mistake, String body, String... words) {
    return new Row(mistake, true, xdp(body), words);
  }

  private static String xdp(String body) {
    return "Probe.xdp(\"mistaken\").since(5, 8).build(p -> {\n" + body + "\np.exit(0);\n})";
  }

  static Stream<Row> all() {
    return Stream.concat(cannotBeWritten(), areTold());
  }

  private static Stream<Row> cannotBeWritten() {
    return Stream.of(
        impossible("no bounds check before a packet", "p.packet().ipv4().source();", "source()"),
        impossible("no null check", "p.map(HITS).find(0).addAtomic(1);", "addAtomic"),
        impossible("a record that is reserved and forgotten", "p.ring(RING).reserve();", "reserve"),
        impossible("a lock that stays locked", "p.lock(p.map(ACCOUNTS));", "lock"),
        impossible("an index without a limit", "p.array(U64.KIND, 4).get(p.cpu());", "U32"),
        impossible("arithmetic with addresses", "p.packet().add(4);", "add"),
        impossible("a register that was never set", "Var<U32> x = p.var(U32.KIND);", "var"),
        impossible("a member that is only to be read", "p.setQueue(p.u32(1));", "setQueue"),
        impossible("another program's context", "p.mark();", "mark"),
        impossible("a pointer as a number", "p.exit(p.packet());", "exit"),
        impossible("a wide number in a narrow one", "U32 x = p.time();", "U64"),
        impossible(
            "network order as the machine's",
            "p.exit(p.packet().ipv4().orReturn(0).source());",
            "exit"),
        impossible("a status taken for a length", "p.u32(1).add(p.moveHead(p.s32(1)));", "add"));
  }

  private static Stream<Row> areTold() {
    return Stream.of(
        told(
            "headers of a packet that has moved",
            """
            Ipv4 ip = p.packet().ipv4().orReturn(0);
            p.moveHead(p.s32(4)).orReturn(0);
            p.exit(ip.headerLength());
            """
                .replace("p.exit(ip.headerLength());", "p.when(ip.protocol().eq(6), () -> {});"),
            "the packet has moved",
            "ask for packet() again"),
        told(
            "a record that was handed over",
            """
            p.ring(RING).reserved(Event.class, event -> { event.set(Event::pid, 1); kept = event; });
            kept.set(Event::pid, 2);
            """,
            "the record was handed over",
            "inside reserved"),
        told(
            "a call while a lock is held",
            """
            Cell<Account> account = p.map(ACCOUNTS).find(0).orReturn(0);
            p.locked(account.at(Account::lock), () -> p.time());
            """,
            "called while a lock is held",
            "before or behind locked"),
        told(
            "a loop that may not end",
            "Var<U64> n = p.var(p.u64(0)); p.loop(loop -> n.update(x -> x.xor(1)));",
            ".java:"),
        told("an index beyond the end", "p.array(U64.KIND, 4).get(4);", "0 to 3"),
        told("printing without an argument", "p.print(\"%d %d\", p.cpu());", "wants 2"),
        told(
            "more on the stack than there is",
            "for (int i = 0; i < 9; i++) { Cell<String> t = p.local(Codec.text(64)); p.command(t);"
                + " p.ring(RING).output(t); }"
                + " Cell<byte[]> big = p.local(Codec.bytes(600)); p.ring(RING).output(big);",
            "512"),
        new Row(
            "a helper of newer kernels",
            true,
            "Probe.xdp(\"old\").since(5, 4).build(p -> {"
                + " p.ring(RING).reserved(Event.class, event -> {}); p.exit(0); })",
            "needs Linux 5.8",
            "since(5.8)"),
        new Row(
            "a helper for the GPL under another licence",
            true,
            "Probe.kprobe(\"closed\", \"f\").license(\"Proprietary\").build(p -> {"
                + " p.exit(p.task(Task.class).get(Task::tgid)); })",
            "GPL"),
        new Row(
            "a member of the context that is only to be read",
            true,
            "Probe.sockOps(\"ops\").build(p -> { p.set(BpfSockOps.OP, p.u32(1)); p.exit(1); })",
            ".java:"),
        new Row(
            "a member of another context",
            true,
            "Probe.sockOps(\"ops\").build(p -> p.exit(p.get(U32.KIND, SkBuff.LEN)))",
            "no member of this program's context, bpf_sock_ops"),
        new Row(
            "a section that is none",
            true,
            "Probe.tc(\"x\").in(\"tcc\").build(p -> p.exit(0))",
            "did you mean"),
        new Row(
            "what may sleep where nothing may",
            true,
            "Probe.xdp(\"x\").sleepable().build(p -> p.exit(0))",
            "xdp.s"));
  }

  @TempDir private static Path folder;

  /** What the compiler says of each row's class. */
  private static final Map<String, StringBuilder> ERRORS = new HashMap<>();

  private static String className(Row row) {
    return "Mistaken" + all().map(Row::mistake).toList().indexOf(row.mistake());
  }

  @BeforeAll
  static void compile() throws IOException {
    compile(all().filter(Row::compiles).toList());
    compile(all().filter(row -> !row.compiles()).toList());
  }

  private static void compile(List<Row> rows) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (var files = javac.getStandardFileManager(found, null, null)) {
      List<Path> sources = new ArrayList<>();
      for (Row row : rows) {
        Path source = folder.resolve(className(row) + ".java");
        Files.writeString(source, FRAME.formatted(className(row), row.definition()));
        sources.add(source);
      }
      String path = System.getProperty("java.class.path") + File.pathSeparator + modules();
      var options = List.of("-g", "-proc:none", "-nowarn", "-d", folder.toString(), "-cp", path);
      javac
          .getTask(null, files, found, options, null, files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    for (var each : found.getDiagnostics()) {
      if (each.getKind() == Diagnostic.Kind.ERROR) {
        String file = Path.of(each.getSource().toUri()).getFileName().toString();
        ERRORS
            .computeIfAbsent(file.replace(".java", ""), name -> new StringBuilder())
            .append(each.getMessage(Locale.ROOT));
      }
    }
  }

  /** Where this build has the library as modules. */
  private static String modules() {
    String path = System.getProperty("jdk.module.path");
    return path == null ? "" : path;
  }

  @ParameterizedTest
  @MethodSource("all")
  void cannotBeMadeOrIsTold(Row row) throws Exception {
    StringBuilder errors = ERRORS.getOrDefault(className(row), new StringBuilder());
    assertThat(errors.isEmpty()).as("%s", errors).isEqualTo(row.compiles());
    if (row.compiles()) {
      assertThat(failure(className(row))).isNotNull().hasMessageContainingAll(row.words());
    } else {
      assertThat(errors.toString()).contains(row.words());
    }
  }

  private static Throwable failure(String name) throws Exception {
    URL[] places = {folder.toUri().toURL()};
    ClassLoader parent = KernelMistakesTest.class.getClassLoader();
    try (URLClassLoader loader = new URLClassLoader(places, parent)) {
      Class<?> mistaken = loader.loadClass(name);
      Throwable thrown = catchThrowable(() -> mistaken.getMethod("define").invoke(null));
      return thrown instanceof InvocationTargetException wrapped ? wrapped.getCause() : thrown;
    }
  }
}
