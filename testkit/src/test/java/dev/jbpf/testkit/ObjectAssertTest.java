package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.U32;
import dev.jbpf.testing.Tool;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object that clang makes of C, tested on the JVM and in the kernel. */
class ObjectAssertTest {
  private static final MapDef<Integer, Long> PORTS = MapDef.hash("ports", Codec.U16, Codec.U64, 16);
  private static final MapDef<Integer, Long> FIRST = MapDef.array("first", Codec.U64, 1);
  private static final int SSH = 22;
  private static final int HTTPS = 443;

  private static BpfObjectFile firewall;

  record Last(@U32 long port, @U32 long length) {}

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("firewall.c");
    Path object = folder.resolve("firewall.o");
    try (InputStream in = ObjectAssertTest.class.getResourceAsStream("/objects/firewall.c")) {
      Files.copy(in, source);
    }
    Tool.named("clang-19").succeed("-g", "-O2", "-target", "bpf", "-c", source, "-o", object);
    firewall = BpfObjectFile.read(Files.readAllBytes(object));
  }

  private static byte[] packetTo(int port) {
    byte[] packet = new byte[60];
    packet[36] = (byte) (port >> 8);
    packet[37] = (byte) port;
    return packet;
  }

  private static BpfObjectFile compile(String source) throws IOException {
    Path file = Files.createTempFile("odd", ".c");
    Path object = Files.createTempFile("odd", ".o");
    try {
      Files.writeString(file, source);
      Tool.named("clang-19").succeed("-g", "-O2", "-target", "bpf", "-c", file, "-o", object);
      return BpfObjectFile.read(Files.readAllBytes(object));
    } finally {
      Files.delete(file);
      Files.deleteIfExists(object);
    }
  }

  private static final String WITHOUT_SIZE =
      """
      #define SEC(n) __attribute__((section(n), used))
      static long (*update)(void *, const void *, const void *, unsigned long) = (void *)2;
      struct {
        int (*type)[1];
        int (*key_size)[4];
        int (*value_size)[8];
      } seen SEC(".maps");
      SEC("xdp") int fill(void *ctx) {
        unsigned long value = 7;
        int failed = 0;
        for (int i = 0; i < 3; i++) {
          int key = i;
          failed |= update(&seen, &key, &value, 1) ? 1 << i : 0;
        }
        return failed;
      }
      """;

  @BpfTest
  void mapsHaveTheSizesThatALoaderGives() throws IOException {
    BpfObjectFile object = compile(WITHOUT_SIZE);
    MapDef<Integer, Long> two = MapDef.hash("seen", Codec.S32, Codec.U64, 2);
    assertThat(object).program("fill").withMap(two).returns(4).andMap(two).hasSize(2);
    BpfSession session = BpfSession.of(object.withMap(two.withMaxEntries(3)));
    session.run("fill", new byte[64]).returned(0);
    session.run("fill", new byte[64]).returned(7);
  }

  /** A kernel maps no memory that has a lock, and so no section of it. */
  @BpfTest
  void variablesBesideALock() throws IOException {
    BpfObjectFile object =
        compile(
            """
            #define SEC(n) __attribute__((section(n), used))
            static void (*lock)(void *) = (void *)93;
            static void (*unlock)(void *) = (void *)94;
            struct bpf_spin_lock { unsigned int val; };
            struct bpf_spin_lock guard SEC(".data.guarded");
            long count SEC(".data.guarded") = 5;
            char gpl[] SEC("license") = "GPL";
            SEC("xdp") int counts(void *c) {
              lock(&guard);
              count++;
              unlock(&guard);
              return 2;
            }
            """);
    RunAssert run = assertThat(object).program("counts").returns(XdpAction.PASS);
    run.andVariable("count", Codec.U64).isEqualTo(6L);
    assertThat(object)
        .program("counts")
        .withVariable("count", Codec.U64, 41L)
        .returns(XdpAction.PASS)
        .andVariable("count", Codec.U64)
        .isEqualTo(42L);
  }

  /**
   * Sections may be called anything: what they call by an array of programs is of the same type.
   */
  @BpfTest
  void programsAreOfTheTypeThatTheTestSays() throws IOException {
    BpfObjectFile object =
        compile(
            """
            #define SEC(n) __attribute__((section(n), used))
            static long (*tail_call)(void *, void *, unsigned) = (void *)12;
            int second(void *);
            struct {
              int (*type)[3];
              int (*key_size)[4];
              int (*max_entries)[2];
              int (*values[])(void *);
            } programs SEC(".maps") = {.values = {[1] = second}};
            SEC("mine/second") int second(void *c) { return *(unsigned *)(c + 4) - *(unsigned *)c; }
            SEC("mine/first") int first(void *c) { tail_call(c, &programs, 1); return 0; }
            SEC("socket") int typed(void *c) { return *(unsigned *)(c + 4) - *(unsigned *)c; }
            """);
    for (String program : new String[] {"first", "second", "typed"}) {
      assertThat(object)
          .program(program)
          .ofType(ProgramType.XDP)
          .withPacket(new byte[77])
          .returns(77);
    }
  }

  @Test
  void aMapWithoutSizeIsRefusedWithTheWayToGiveOne() throws IOException {
    BpfObjectFile object = compile(WITHOUT_SIZE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VmObject.load(object, VmOptions.DEFAULT).program("fill"))
        .withMessageContaining("BpfObjectFile.withMap");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> object.withMap(MapDef.hash("sean", Codec.U32, Codec.U64, 1)))
        .withMessageContaining("no map 'sean'")
        .withMessageContaining("'seen'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> object.withMap(MapDef.array("seen", Codec.U64, 1)))
        .withMessageContaining("HASH, not ARRAY");
  }

  @Test
  void objectsInTheMachineAreVerified() throws IOException {
    VmObject object = VmObject.load(firewall, VmOptions.DEFAULT);
    assertThat(object).program("filter").isAcceptedBy(Kernel.V6_18);

    String fine = "__attribute__((section(\"xdp\"), used)) int fine(void *c) { return 2; }\n";
    assertThat(VmObject.load(compile(fine), VmOptions.DEFAULT))
        .isAcceptedBy(Kernel.V6_18, Kernel.V6_1);
    String source =
        fine
            + """
        struct xdp { unsigned data, end; };
        __attribute__((section("xdp"), used)) int peeks(struct xdp *c) {
          return *(char *)(long) c->data;
        }
        """;
    VmObject faulty = VmObject.load(compile(source), VmOptions.DEFAULT);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(faulty).isAcceptedBy(Kernel.V6_18))
        .withMessageContaining("<peeks>")
        .withMessageContaining("packet-range");
    assertThat(faulty).program("peeks").isRejectedWith("packet-range");
    assertThat(faulty).program("fine").isAcceptedBy(Kernel.V6_18);
  }

  @DisplayName("O9: two sections of one name, on every engine")
  @BpfTest
  void sectionsOfOneName() throws IOException {
    String source =
        """
        int hack[4] __attribute__((section(".rodata"))) = {9, 0};
        const volatile int real = 2;
        __attribute__((section("xdp"), used)) int sum(void *c) {
          return *(volatile int *) &hack[1] + real;
        }
        """;
    assertThat(compile(source)).program("sum").withPacket(packetTo(SSH)).returns(XdpAction.PASS);
  }

  @DisplayName("O10: a weak symbol that is not there is 0, on every engine")
  @BpfTest
  void weakSymbols() throws IOException {
    String source =
        """
        extern int nowhere(int) __attribute__((weak, section(".ksyms")));
        __attribute__((section("xdp"), used)) int choice(void *c) {
          return &nowhere ? nowhere(1) : 2;
        }
        """;
    assertThat(compile(source)).program("choice").withPacket(packetTo(SSH)).returns(XdpAction.PASS);
  }

  @BpfTest
  void mapsVariablesAndFunctionsAreThere() {
    assertThat(firewall)
        .program("filter")
        .withPacket(packetTo(HTTPS))
        .returns(XdpAction.PASS)
        .andMap(PORTS)
        .containsExactly(entry(HTTPS, 1L));
  }

  @BpfTest
  void tailCallsAndMapsInMapsWork() {
    RunAssert run =
        assertThat(firewall).program("filter").withPacket(packetTo(SSH)).returns(XdpAction.DROP);
    run.andMap(FIRST).containsExactly(entry(0, 7L));
    run.andVariable("dropped", Codec.U32).isEqualTo(101L);
    run.andVariable("last", Codec.record(Last.class)).isEqualTo(new Last(SSH, 60));
  }

  @BpfTest
  void constantsAndVariablesAreSetBefore() {
    assertThat(firewall)
        .program("filter")
        .withVariable("blocked", Codec.U16, HTTPS)
        .withVariable("seen", Codec.U64, 41L)
        .withPacket(packetTo(HTTPS))
        .returns(XdpAction.DROP)
        .andVariable("seen", Codec.U64)
        .isEqualTo(42L);
  }

  @Test
  void programsOfSocketsRunInTheMachine() {
    assertThat(firewall).program("sockets_only").withPacket(packetTo(SSH)).returns(XdpAction.PASS);
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(firewall).program("filtr"))
        .withMessageContaining("but there are [")
        .withMessageContaining("filter");
    RunAssert run = assertThat(firewall).program("filter").runs();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> run.andMap(MapDef.array("frist", Codec.U64, 1)))
        .withMessage("the object has no map 'frist'; did you mean 'first'?");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> run.andVariable("seen", Codec.U32))
        .withMessage("variable 'seen' has 8 bytes, its codec is for 4");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> run.andMap(MapDef.of("ports", MapType.HASH, Codec.U32, Codec.U64, 16)))
        .withMessage("map 'ports' has keys of 2 bytes and values of 8, not of 4 and 8");
    assertThatIllegalStateException()
        .isThrownBy(() -> assertThat("exit").assembles().withVariable("x", Codec.U8, 1));
  }
}
