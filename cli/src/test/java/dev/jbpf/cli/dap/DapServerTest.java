package dev.jbpf.cli.dap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jbpf.cli.CommandRun;
import dev.jbpf.testing.Tool;
import dev.jbpf.vm.context.Pcap;
import dev.jbpf.vm.packet.Packet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each request of the protocol, over the wire, to {@code jbpf debug --dap}. */
@Timeout(60)
class DapServerTest {
  private static final String SUM =
      """
      r6 = 3
      again:
      r7 += r6
      *(u64 *)(r10 - 8) = r7
      r6 += -1
      if r6 != 0 goto again
      call twice
      r0 += 1
      exit
      .type twice, @function
      twice:
      r0 = 20
      exit
      """;

  @TempDir private Path folder;
  private DapClient client;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    client = DapClient.start();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
  }

  private void launch(String source, String more) throws Exception {
    file = Files.writeString(folder.resolve("sum.s"), source);
    launch(file, more);
  }

  private void launch(Path program, String more) throws Exception {
    client.ask("initialize", "{'adapterID':'jbpf','linesStartAt1':true}");
    client.ask("launch", "{'program':'" + program + "'" + more + "}");
    client.event("initialized");
  }

  private JsonArray setLines(Path source, String breakpoints) throws Exception {
    return client
        .ask(
            "setBreakpoints",
            "{'source':{'path':'" + source + "'},'breakpoints':" + breakpoints + "}")
        .getAsJsonArray("breakpoints");
  }

  private String begin() throws Exception {
    client.ask("configurationDone", "{}");
    return client.stopped();
  }

  private static JsonObject at(JsonArray all, int index) {
    return all.get(index).getAsJsonObject();
  }

  @Test
  void tellsWhatItCan() throws Exception {
    JsonObject can = client.ask("initialize", "{'adapterID':'jbpf'}");
    assertThat(can.keySet())
        .contains("supportsConfigurationDoneRequest", "supportsStepBack", "supportsDataBreakpoints")
        .contains("supportsDisassembleRequest", "supportsReadMemoryRequest", "supportsLogPoints")
        .contains("supportsFunctionBreakpoints", "supportsInstructionBreakpoints");
    assertThat(client.ask("threads", "{}").getAsJsonArray("threads")).hasSize(1);
  }

  @Test
  void breakpointsAreAtLinesThatHaveInstructions() throws Exception {
    launch(SUM, "");
    JsonArray made =
        setLines(
            file,
            "[{'line':2},{'line':5,'condition':'r6 =="
                + " 1'},{'line':99},{'line':3,'condition':'huh'}]");
    assertThat(at(made, 0).get("line").getAsInt()).isEqualTo(3); // a label is no instruction
    assertThat(at(made, 1).get("verified").getAsBoolean()).isTrue();
    assertThat(at(made, 2).get("verified").getAsBoolean()).isFalse();
    assertThat(at(made, 2).get("message").getAsString()).contains("no instruction");
    assertThat(at(made, 3).get("message").getAsString()).contains("'huh' is no condition");
    setLines(file, "[{'line':5,'condition':'r6 == 1'}]"); // the others are gone
    assertThat(begin()).isEqualTo("breakpoint");
    assertThat(client.line()).isEqualTo(5);
    assertThat(client.register("r7")).isEqualTo("0x6");
    assertThat(
            client
                .ask(
                    "breakpointLocations",
                    "{'source':{'path':'" + file + "'},'line':1,'endLine':4}")
                .getAsJsonArray("breakpoints"))
        .hasSize(3);
  }

  @Test
  void countsAndWritesInsteadOfStopping() throws Exception {
    launch(SUM, "");
    setLines(
        file, "[{'line':3,'logMessage':'r6 is {r6}, {frob}'},{'line':5,'hitCondition':'>= 3'}]");
    assertThat(begin()).isEqualTo("breakpoint");
    assertThat(client.register("r6")).isEqualTo("0x1");
    assertThat(client.ask("setBreakpoints", "{'source':{'path':'/elsewhere.s'},'breakpoints':[]}"))
        .isNotNull();
    client.ask("continue", "{'threadId':1}");
    assertThat(client.event("exited").get("exitCode").getAsInt()).isEqualTo(21);
    client.event("terminated");
  }

  @Test
  void logPointsComeAsOutput() throws Exception {
    launch(SUM, "");
    setLines(file, "[{'line':3,'logMessage':'r6 is {r6}, {frob}'}]");
    client.ask("configurationDone", "{}");
    assertThat(client.event("output").get("output").getAsString())
        .startsWith("r6 is 0x3, {frob: 'frob' is no number}");
    assertThat(client.event("output").get("output").getAsString()).startsWith("r6 is 0x2");
  }

  @Test
  void stepsForwardsAndBack() throws Exception {
    launch(SUM, ",'stopOnEntry':true");
    assertThat(begin()).isEqualTo("entry");
    assertThat(client.line()).isEqualTo(1);
    assertThat(client.go("next")).isEqualTo("step");
    assertThat(client.line()).isEqualTo(3);
    setLines(file, "[{'line':7}]");
    assertThat(client.go("continue")).isEqualTo("breakpoint");
    assertThat(client.go("stepIn")).isEqualTo("step");
    JsonArray frames = client.frames();
    assertThat(frames).hasSize(2);
    assertThat(at(frames, 0).get("name").getAsString()).isEqualTo("twice");
    assertThat(at(frames, 0).get("line").getAsInt()).isEqualTo(12);
    assertThat(at(frames, 1).get("line").getAsInt()).isEqualTo(7);
    assertThat(at(frames, 1).getAsJsonObject("source").get("path").getAsString())
        .isEqualTo(file.toString());
    assertThat(client.value(client.scope("Registers", 2), "r7")).isEqualTo("0x6");
    assertThat(client.value(client.scope("Registers", 1), "r7")).isEqualTo("0x0");
    assertThat(client.value(client.scope("Stack", 2), "r10-8")).isEqualTo("0x6");
    assertThat(client.go("stepOut")).isEqualTo("step");
    assertThat(client.line()).isEqualTo(8);
    client.go("stepBack");
    assertThat(client.line()).isEqualTo(7); // over what was called
    client.go("stepBack");
    assertThat(client.line()).isEqualTo(6);
    assertThat(client.go("next")).isEqualTo("breakpoint");
    setLines(file, "[{'line':5,'condition':'r6 == 2'}]");
    assertThat(client.go("reverseContinue")).isEqualTo("breakpoint");
    assertThat(client.register("r7")).isEqualTo("0x5");
    assertThat(client.go("reverseContinue")).isEqualTo("entry");
    client.ask("stepIn", "{'threadId':1,'granularity':'instruction'}");
    assertThat(client.stopped()).isEqualTo("step");
    client.ask("stepBack", "{'threadId':1,'granularity':'instruction'}");
    assertThat(client.stopped()).isEqualTo("entry");
    client.ask("restart", "{}");
    assertThat(client.stopped()).isEqualTo("entry");
  }

  @Test
  void functionsAndInstructionsAndDataStop() throws Exception {
    launch(SUM, ",'stopOnEntry':true");
    begin();
    JsonArray functions =
        client
            .ask("setFunctionBreakpoints", "{'breakpoints':[{'name':'twice'},{'name':'frob'}]}")
            .getAsJsonArray("breakpoints");
    assertThat(at(functions, 0).get("verified").getAsBoolean()).isTrue();
    assertThat(at(functions, 1).get("verified").getAsBoolean()).isFalse();
    client.ask(
        "setInstructionBreakpoints",
        "{'breakpoints':[{'instructionReference':'0x10','offset':8,'condition':'r6 == 1'}]}");
    int registers = client.scope("Registers", 1);
    String data =
        client
            .ask("dataBreakpointInfo", "{'variablesReference':" + registers + ",'name':'r6'}")
            .get("dataId")
            .getAsString();
    assertThat(
            at(
                    client
                        .ask(
                            "setDataBreakpoints",
                            "{'breakpoints':[{'dataId':'" + data + "','accessType':'write'}]}")
                        .getAsJsonArray("breakpoints"),
                    0)
                .get("verified")
                .getAsBoolean())
        .isTrue();
    assertThat(client.go("continue")).isEqualTo("data breakpoint");
    assertThat(client.register("r6")).isEqualTo("0x3");
    client.ask("setDataBreakpoints", "{'breakpoints':[]}");
    assertThat(client.go("continue")).isEqualTo("instruction breakpoint");
    assertThat(client.register("r6")).isEqualTo("0x1");
    assertThat(client.go("continue")).isEqualTo("function breakpoint");
    assertThat(client.line()).isEqualTo(12);
  }

  @Test
  void looksIntoMemoryAndChangesIt() throws Exception {
    launch(SUM, ",'mem':'41 42 43','stopOnEntry':true");
    begin();
    JsonObject memory = client.variable(client.scope("Context", 1), "memory");
    assertThat(client.value(memory.get("variablesReference").getAsInt(), "+0"))
        .isEqualTo("41 42 43");
    String address = memory.get("memoryReference").getAsString();
    JsonObject read =
        client.ask("readMemory", "{'memoryReference':'" + address + "','offset':1,'count':8}");
    assertThat(Base64.getDecoder().decode(read.get("data").getAsString()))
        .containsExactly(0x42, 0x43);
    assertThat(read.get("unreadableBytes").getAsInt()).isEqualTo(6);
    client.ask("writeMemory", "{'memoryReference':'" + address + "','offset':2,'data':'Wg=='}");
    assertThat(
            client
                .ask("evaluate", "{'expression':'*r1:2','frameId':1}")
                .get("result")
                .getAsString())
        .isEqualTo("0x4241 (16961)");
    assertThat(client.ask("evaluate", "{'expression':'*r1+2:1'}").get("result").getAsString())
        .isEqualTo("0x5a (90)");
    setLines(file, "[{'line':5}]");
    client.go("continue");
    int registers = client.scope("Registers", 1);
    assertThat(
            client
                .ask(
                    "setVariable",
                    "{'variablesReference':" + registers + ",'name':'r6','value':'1'}")
                .get("value")
                .getAsString())
        .isEqualTo("0x1");
    setLines(file, "[]");
    client.ask("continue", "{'threadId':1}"); // one round only
    assertThat(client.event("output").get("output").getAsString())
        .contains("r0 = 0x15 (21) after 10");
  }

  @Test
  void disassembles() throws Exception {
    launch("r1 = 0x1122334455667788 ll\nr0 = 1\nexit\n", ",'stopOnEntry':true");
    begin();
    JsonArray all =
        client
            .ask(
                "disassemble",
                "{'memoryReference':'0x10','instructionOffset':-2,'instructionCount':5}")
            .getAsJsonArray("instructions");
    assertThat(all).hasSize(5);
    assertThat(at(all, 0).get("presentationHint").getAsString()).isEqualTo("invalid");
    assertThat(at(all, 1).get("instruction").getAsString()).isEqualTo("r1 = 0x1122334455667788 ll");
    assertThat(at(all, 1).get("instructionBytes").getAsString())
        .isEqualTo("1801000088776655 0000000044332211");
    assertThat(at(all, 2).get("address").getAsString()).isEqualTo("0x10");
    assertThat(at(all, 2).get("line").getAsInt()).isEqualTo(2);
    assertThat(client.refusal("disassemble", "{'memoryReference':'zero','instructionCount':1}"))
        .contains("'zero' is no address");
  }

  @Test
  void bytesHaveAListing() throws Exception {
    Path raw = Files.writeString(folder.resolve("p.hex"), "b700000001000000 9500000000000000");
    launch(raw, ",'stopOnEntry':true");
    begin();
    JsonObject source = at(client.frames(), 0).getAsJsonObject("source");
    assertThat(source.get("sourceReference").getAsInt()).isEqualTo(1);
    assertThat(client.ask("source", "{'sourceReference':1}").get("content").getAsString())
        .contains("r0 = 1", "exit");
    assertThat(client.ask("loadedSources", "{}").getAsJsonArray("sources")).hasSize(1);
    client.ask(
        "setBreakpoints",
        "{'source':{'sourceReference':1,'name':'p.hex'},'breakpoints':[{'line':2}]}");
    assertThat(client.go("continue")).isEqualTo("breakpoint");
    assertThat(client.line()).isEqualTo(2);
  }

  @Test
  void faultsStopAndSayWhy() throws Exception {
    launch("r0 = 0\nr0 = *(u64 *)(r1 + 60)\nexit\n", ",'mem':'00'");
    client.ask("configurationDone", "{}");
    JsonObject stopped = client.event("stopped");
    assertThat(stopped.get("reason").getAsString()).isEqualTo("exception");
    assertThat(stopped.get("text").getAsString()).contains("sum.s:2", "load of 8 bytes");
    assertThat(client.ask("exceptionInfo", "{'threadId':1}").get("description").getAsString())
        .contains("fault[memory]");
    assertThat(client.line()).isEqualTo(2);
    client.go("stepBack");
    assertThat(client.refusal("exceptionInfo", "{'threadId':1}")).contains("has not faulted");
    assertThat(client.go("continue")).isEqualTo("exception");
    client.ask("continue", "{'threadId':1}");
    assertThat(client.event("exited").get("exitCode").getAsInt()).isEqualTo(1);
  }

  @Test
  void pausesAndAnswersWhileItRuns() throws Exception {
    launch("again: r6 += 1\ngoto again\n", "");
    client.ask("configurationDone", "{}");
    assertThat(client.refusal("stackTrace", "{'threadId':1}")).contains("runs: pause it first");
    assertThat(client.go("pause")).isEqualTo("pause");
    client.ask("continue", "{'threadId':1}");
    setLines(file, "[{'line':2}]");
    assertThat(client.stopped()).isEqualTo("breakpoint");
    client.ask("terminate", "{}");
    client.event("terminated");
    client.ask("disconnect", "{}");
  }

  @Test
  void whatCannotBeIsAMessage() throws Exception {
    client.ask("initialize", "{'adapterID':'jbpf'}");
    assertThat(client.refusal("continue", "{'threadId':1}")).contains("no program");
    assertThat(client.refusal("launch", "{}")).contains("'program' must name a file");
    assertThat(client.refusal("launch", "{'program':'/nowhere/x.s'}")).contains("no such file");
    assertThat(client.refusal("launch", "{'program':7}")).contains("'program' must be a text");
    Path wrong = Files.writeString(folder.resolve("wrong.s"), "r0 = 1\nfrob\n");
    String program = "'program':'" + wrong + "'";
    assertThat(client.refusal("launch", "{" + program + "}")).contains("wrong.s:2:1", "frob");
    Files.writeString(wrong, "r0 = 1\nexit\n");
    assertThat(client.refusal("launch", "{" + program + ",'engine':'jit'}")).contains("only vm");
    assertThat(client.refusal("launch", "{" + program + ",'progType':'frob'}")).contains("frob");
    assertThat(client.refusal("launch", "{" + program + ",'mem':'xy'}")).contains("'mem'");
    assertThat(client.refusal("attach", "{}")).contains("nothing to attach to");
    client.ask("launch", "{" + program + ",'stopOnEntry':true}");
    begin();
    assertThat(client.refusal("scopes", "{'frameId':5}")).contains("no frame 5");
    assertThat(client.refusal("variables", "{'variablesReference':77}")).contains("77");
    assertThat(client.refusal("evaluate", "{'expression':'frob'}")).contains("'frob'");
    assertThat(client.refusal("readMemory", "{'memoryReference':'r1','count':1}")).contains("r1");
    int registers = client.scope("Registers", 1);
    assertThat(
            client.refusal(
                "setVariable", "{'variablesReference':" + registers + ",'name':'r10','value':'1'}"))
        .contains("cannot be changed");
    assertThat(client.refusal("gotoTargets", "{'source':{},'line':1}")).contains("no such request");
    client.send("{'seq':1,'type':'request','command':");
    client.send("[]");
    assertThat(client.refusal("frob", "{}")).isNotEmpty();
    assertThat(client.register("r0")).isEqualTo("0x0"); // and goes on
  }

  @Test
  void runsWithoutStopping() throws Exception {
    file = Files.writeString(folder.resolve("sum.s"), SUM);
    client.ask("initialize", "{'adapterID':'jbpf'}");
    client.ask("launch", "{'program':'" + file + "','noDebug':true}");
    setLines(file, "[{'line':3}]");
    client.ask("configurationDone", "{}");
    assertThat(client.event("exited").get("exitCode").getAsInt()).isEqualTo(21);
  }

  private static final String COUNT =
      """
      struct key { unsigned short port; unsigned char proto; unsigned char pad; };
      struct { int (*type)[1]; struct key *key; unsigned long long *value; int (*max_entries)[8]; }
          seen __attribute__((section(".maps"), used));
      static void *(*lookup)(void *, const void *) = (void *)1;
      static long (*update)(void *, const void *, const void *, unsigned long long) = (void *)2;
      static long (*trace)(const char *, unsigned, ...) = (void *)6;
      struct { int packets; struct key last; } total;
      struct xdp_md { unsigned data, data_end, data_meta, ingress_ifindex, rx_queue_index; };

      static __attribute__((noinline)) int note(unsigned short port)
      {
        struct key key = {.port = port, .proto = 17};
        unsigned long long one = 1;
        unsigned long long *count = lookup(&seen, &key);
        if (count)
          *count += 1;
        else
          update(&seen, &key, &one, 0);
        total.packets++;
        total.last = key;
        return total.packets;
      }

      __attribute__((section("xdp"), used)) int count(struct xdp_md *ctx)
      {
        unsigned char *data = (void *)(long)ctx->data;
        if (data + 42 > (unsigned char *)(long)ctx->data_end)
          return 1;
        static const char text[] = "port %d";
        unsigned short port = data[36] << 8 | data[37];
        trace(text, sizeof(text), port);
        int packets = note(port);
        return packets > 1 ? 1 : 2;
      }
      """;

  /** The packet that is looked at is the second: the first has left its traces. */
  @Test
  void showsWhatCLooksAt() throws Exception {
    Path source = Files.writeString(folder.resolve("count.c"), COUNT);
    Path object = folder.resolve("count.o");
    Tool.named("clang-19")
        .succeed("-g", "-O2", "-mcpu=v3", "-target", "bpfel", "-c", source, "-o", object);
    Path pcap = folder.resolve("in.pcap");
    byte[] packet = Packet.ethernet().ipv4("10.0.0.1", "10.0.0.2").udp(1, 53).bytes();
    Pcap.Packet one = new Pcap.Packet(Instant.EPOCH, packet);
    Pcap.write(pcap, List.of(one, one));
    launch(object, ",'pcap':'" + pcap + "','packet':2,'sourceRoots':['" + folder + "']");
    JsonArray made = setLines(source, "[{'line':20}]");
    assertThat(at(made, 0).get("verified").getAsBoolean()).isTrue();
    client.ask("configurationDone", "{}");
    assertThat(client.event("output").get("output").getAsString()).isEqualTo("port 53\n");
    assertThat(client.stopped()).isEqualTo("breakpoint");
    JsonArray frames = client.frames();
    assertThat(at(frames, 0).get("name").getAsString()).isEqualTo("note");
    assertThat(at(frames, 1).get("name").getAsString()).isEqualTo("count");
    assertThat(at(frames, 1).get("line").getAsInt()).isEqualTo(32);
    JsonObject total = client.variable(client.scope("Variables", 1), "total");
    assertThat(total.get("value").getAsString()).startsWith("{packets: ");
    JsonObject last = client.variable(total.get("variablesReference").getAsInt(), "last");
    assertThat(client.value(last.get("variablesReference").getAsInt(), "port")).isEqualTo("53");
    JsonObject seen = client.variable(client.scope("Maps", 1), "seen");
    JsonArray entries =
        client
            .ask("variables", "{'variablesReference':" + seen.get("variablesReference") + "}")
            .getAsJsonArray("variables");
    assertThat(at(entries, 0).get("name").getAsString()).startsWith("[{port: 53, proto: 17");
    assertThat(at(entries, 0).get("value").getAsString()).isEqualTo("2");
    JsonObject context = client.variable(client.scope("Context", 1), "struct xdp_md");
    assertThat(client.value(context.get("variablesReference").getAsInt(), "rx_queue_index"))
        .isEqualTo("0x0");
    JsonObject headers = client.variable(client.scope("Context", 1), "packet");
    JsonObject udp = client.variable(headers.get("variablesReference").getAsInt(), "udp");
    assertThat(client.value(udp.get("variablesReference").getAsInt(), "destination"))
        .isEqualTo("53");
    client.go("stepOut");
    client.ask("continue", "{'threadId':1}");
    assertThat(client.event("exited").get("exitCode").getAsInt()).isEqualTo(1);
  }

  /** As Maven has it: the class in one folder, its source in another beside it. */
  @Test
  void stepsThroughJava() throws Exception {
    String name = "dev/jbpf/examples/methods/FirewallMethod";
    Path type = folder.resolve("target/classes/" + name + ".class");
    Path source = folder.resolve("src/main/java/" + name + ".java");
    Files.createDirectories(type.getParent());
    Files.createDirectories(source.getParent());
    try (InputStream bytes = DapServerTest.class.getResourceAsStream("/" + name + ".class")) {
      Files.write(type, bytes.readAllBytes());
    }
    Files.copy(Path.of("../examples/src/main/java/" + name + ".java"), source);
    List<String> lines = Files.readAllLines(source);
    byte[] packet = Packet.ethernet().ipv4("10.0.0.1", "10.0.0.2").udp(1, 53).bytes();
    launch(type, ",'mem':'" + HexFormat.of().formatHex(packet) + "'");
    int count = 1 + lines.indexOf("      count(PASSED);");
    setLines(source, "[{'line':" + (count - 2) + "}]");
    assertThat(begin()).isEqualTo("breakpoint");
    JsonObject frame = at(client.frames(), 0);
    assertThat(frame.get("name").getAsString()).isEqualTo("firewall");
    assertThat(frame.getAsJsonObject("source").get("path").getAsString())
        .isEqualTo(source.toString());
    assertThat(lines.get(client.line() - 1)).contains("BLOCKED.find");
    setLines(source, "[]");
    client.go("next");
    assertThat(client.line()).isGreaterThanOrEqualTo(count);
    client.ask("continue", "{'threadId':1}");
    assertThat(client.event("exited").get("exitCode").getAsInt()).isEqualTo(2);
  }

  @Test
  void servesOneEditorAfterTheOther() throws Exception {
    PipedInputStream messages = new PipedInputStream();
    PipedOutputStream err = new PipedOutputStream(messages);
    Thread server =
        new Thread(
            () ->
                CommandRun.jbpf(
                    InputStream.nullInputStream(),
                    OutputStream.nullOutputStream(),
                    err,
                    "debug",
                    "--dap-port",
                    "0"),
            "port");
    server.setDaemon(true);
    server.start();
    String told = new BufferedReader(new InputStreamReader(messages)).readLine();
    assertThat(told).startsWith("port ");
    for (int i = 0; i < 2; i++) {
      try (Socket socket =
              new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(told.substring(5)));
          DapClient editor = new DapClient(socket.getInputStream(), socket.getOutputStream())) {
        assertThat(editor.ask("initialize", "{'adapterID':'jbpf'}").keySet()).isNotEmpty();
      }
    }
  }
}
