package dev.jbpf.cli.dap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.cli.CommandRun;
import dev.jbpf.testing.Tool;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What functions of a C source keep to themselves, at the shell and in an editor. */
@Timeout(60)
class LocalsTest {
  private static final String PACKET = "00".repeat(60);

  @TempDir private static Path folder;
  private static Path object;

  /** The same in the version of the format before. */
  private static Path older;

  @BeforeAll
  static void compile() throws Exception {
    Path source = folder.resolve("locals.c");
    try (InputStream in = LocalsTest.class.getResourceAsStream("/dev/jbpf/cli/debug/locals.c")) {
      Files.copy(in, source);
    }
    object = compile(source, "locals.o", "-gdwarf-5");
    older = compile(source, "older.o", "-gdwarf-4");
  }

  private static Path compile(Path source, String name, String version) {
    Path made = folder.resolve(name);
    Tool.named("clang-19")
        .succeed("-g", version, "-O2", "-target", "bpf", "-c", source, "-o", made);
    return made;
  }

  private static String debug(String... commands) {
    return debug(object, commands);
  }

  private static String debug(Path file, String... commands) {
    return CommandRun.jbpf(
            String.join("\n", commands) + "\n",
            "debug",
            file.toString(),
            "--prog-type",
            "xdp",
            "--mem",
            PACKET)
        .out();
  }

  @Test
  void variablesHaveTheirValuesAndTypes() {
    assertThat(
            debug(
                "b helper", "r", "i locals", "p p->a", "p p->b[1]", "p p->name", "up", "i locals"))
        .contains("count = 0", "total = ", "p->a = 7", "p->b[1] = 2", "p->name = \"abc\"")
        .contains("p = {a = 7, b = {1, 2, 3, 4}, name = \"abc\", below = -9, low = 5, high = 17,")
        .contains("sum = 1", "c = GREEN", "limit = 60", "ctx = <optimized out>");
    assertThat(
            debug("b helper", "r", "up", "p p.b[3]", "p p.flag", "p p.below", "ptype p", "ptype c"))
        .contains("p.b[3] = 4", "p.flag = true", "p.below = -9")
        .contains("type = struct part {", "    u8 b[4];", "    u32 low;", "type = enum color");
    assertThat(debug("p nothing", "ptype nothing"))
        .contains("'nothing' is no register", "'nothing' is no variable of this function");
  }

  @Test
  void theOlderFormatSaysTheSame() {
    String[] commands = {"b helper", "r", "i locals", "p *p", "c", "i locals", "up", "i locals"};
    assertThat(debug(older, commands))
        .contains("count = 1", "limit = 60")
        .isEqualTo(debug(commands));
  }

  @Test
  void pointersAreFollowedAndWhatIsMissingIsNamed() {
    assertThat(debug("b helper", "r", "p *p", "p p->zzz", "p p->b[9]", "p nobody.a"))
        .contains("*p = 0x", "  a = 7", "  below = -9")
        .contains("there is no 'p->zzz': p = 0x", "there is no 'p->b[9]': p = 0x")
        .contains("'nobody.a' is no register");
  }

  @Test
  void conditionsAndChangesKnowThem() {
    assertThat(debug("b helper if count == 2", "r", "p count", "i b", "condition 1 count > 7", "c"))
        .contains("count = 2", "1 breakpoint at helper if count == 2")
        .contains("breakpoint 1 stops only if count > 7", "has returned 0x2");
    assertThat(
            debug("b helper", "r", "condition 1", "condition 4 r1 == 2", "set p->a = 9", "p p->a"))
        .contains("breakpoint 1 stops always", "there is no breakpoint 4", "p->a = 9");
    assertThat(debug("b helper", "r", "watch p->b[0]", "d 1", "c", "finish"))
        .contains("watch 2 has changed", "the function has returned r0 = 0x");
  }

  @Test
  void editorsShowThem() throws Exception {
    try (DapClient client = DapClient.start()) {
      client.ask("initialize", "{'adapterID':'jbpf','linesStartAt1':true}");
      client.ask("launch", "{'program':'" + object + "','progType':'xdp','mem':'" + PACKET + "'}");
      client.event("initialized");
      client.ask(
          "setFunctionBreakpoints", "{'breakpoints':[{'name':'helper','condition':'count == 2'}]}");
      client.ask(
          "setBreakpoints",
          "{'source':{'path':'"
              + folder.resolve("locals.c")
              + "'},'breakpoints':[{'line':36,'logMessage':'round {i} of {p.a}'}]}");
      client.ask("configurationDone", "{}");
      assertThat(client.event("output").get("output").getAsString()).isEqualTo("round 0 of 7\n");
      assertThat(client.stopped()).isEqualTo("function breakpoint");
      assertThat(client.value(client.scope("Locals", 1), "count")).isEqualTo("2");
      assertThat(client.value(client.scope("Locals", 2), "i")).isEqualTo("2");
      var part = client.variable(client.scope("Locals", 2), "p");
      int inside = part.get("variablesReference").getAsInt();
      assertThat(client.value(inside, "a")).isEqualTo("7");
      client.ask("setVariable", "{'variablesReference':" + inside + ",'name':'a','value':'8'}");
      assertThat(evaluated(client, "p->a", 1)).isEqualTo("8");
      assertThat(evaluated(client, "p.name", 2)).isEqualTo("\"abc\"");
      client.go("stepBack");
      assertThat(evaluated(client, "p.a", 1)).isEqualTo("7");
    }
  }

  private static String evaluated(DapClient client, String expression, int frame) throws Exception {
    return client
        .ask("evaluate", "{'expression':'" + expression + "','frameId':" + frame + "}")
        .get("result")
        .getAsString();
  }
}
