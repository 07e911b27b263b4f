package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.map.InnerMaps;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Bpffs;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What clang and other people's sources make that is not plain; libbpf's behaviour is the measure.
 */
@KernelTest
class OddObjectsTest {
  private static final String HEADER =
      """
      #define SEC(name) __attribute__((section(name), used))
      #define __weak __attribute__((weak))
      #define __ksym SEC2(".ksyms")
      #define __kconfig SEC2(".kconfig")
      #define SEC2(name) __attribute__((section(name)))
      #define __uint(name, value) int (*name)[value]
      #define __type(name, value) __typeof__(value) *name
      #define __ulong(name, value) enum { unique_##name = value } name
      struct lock { unsigned value; };
      struct bpf_spin_lock { unsigned value; };
      static void *(*lookup)(void *, const void *) = (void *) 1;
      static void (*lock)(struct bpf_spin_lock *) = (void *) 93;
      static void (*unlock)(struct bpf_spin_lock *) = (void *) 94;
      char _license[] SEC("license") = "GPL";
      """;

  private static final String PASS = "SEC(\"socket\") int pass(void *c) { return 2; }\n";

  @TempDir Path folder;

  private Path compile(String name, String source) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".c"), HEADER + source);
    Path object = folder.resolve(name + ".bpf.o");
    Tool.named("clang-19")
        .succeed("-g", "-O2", "-mcpu=v3", "-target", "bpf", "-c", file, "-o", object);
    return object;
  }

  private OpenObject open(String source) throws IOException {
    return BpfObject.open(compile("odd", source));
  }

  private static long run(BpfObject object, String program) {
    KernelProgram loaded = object.program(program);
    return loaded.testRun(TestRun.onPacket(loaded.spec().type(), new byte[64])).returnValue();
  }

  @DisplayName("O2: what is defined elsewhere does not cost the object its types")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "extern int LINUX_KERNEL_VERSION __kconfig;\n"
            + "__attribute__((noinline)) int unused(void) { return LINUX_KERNEL_VERSION; }\n",
        "extern _Bool CONFIG_A __kconfig __weak; extern int CONFIG_HZ __kconfig; extern char"
            + " CONFIG_C __kconfig __weak;\n"
            + "int unused(void) { return CONFIG_A + CONFIG_HZ + CONFIG_C; }\n",
        "extern const void bpf_prog_active __ksym;\n"
            + "const void *unused(void) { return &bpf_prog_active; }\n",
        "struct opaque; extern struct opaque thing __ksym; extern const int number __ksym;\n"
            + "int unused(void) { return (long) &thing + number; }\n",
        "extern void bpf_rcu_read_lock(void) __ksym; extern int one(int, void *, ...) __ksym;\n"
            + "int unused(void) { bpf_rcu_read_lock(); return one(1, 0); }\n",
        "extern int somewhere; extern int do_it(int);\n"
            + "int unused(void) { return do_it(somewhere); }\n",
        "int hack[4] SEC(\".rodata\") = {1, 2}; const volatile int real = 8;\n"
            + "int unused(void) { return hack[1] + real; }\n",
        "__attribute__((visibility(\"hidden\"), noinline)) int unused(int *p) { return *p; }\n",
      })
  void typesAreLoaded(String part) throws IOException {
    String map =
        """
        struct value { struct bpf_spin_lock guard; int count; };
        struct { __uint(type, 2); __type(key, int); __type(value, struct value);
                 __uint(max_entries, 1); } m SEC(".maps");
        SEC("tc") int locked(void *c) {
          int key = 0; struct value *v = lookup(&m, &key);
          if (!v) return 1;
          lock(&v->guard); v->count++; unlock(&v->guard);
          return 7;
        }
        """;
    try (BpfObject object = open(part + map).load()) {
      assertThat(object.losses()).isEmpty();
      assertThat(object.typesRefusal()).isEmpty();
      assertThat(run(object, "locked")).isEqualTo(7);
    }
  }

  @DisplayName("O2: a hidden function is verified with its callers, as libbpf has it")
  @Test
  void hiddenFunctionsAreStatic() throws IOException {
    String source =
        """
        __attribute__((visibility("hidden"), noinline)) int first(char *p) { return *p; }
        SEC("socket") int calls(void *c) { char here = 5; return first(&here); }
        """;
    try (BpfObject object = open(source).load()) {
      assertThat(run(object, "calls")).isEqualTo(5);
    }
    // Verified by itself, its argument is no pointer to anything.
    assertThatExceptionOfType(VerifierException.class)
        .isThrownBy(() -> open(source.replace("visibility(\"hidden\"), ", "")).load().close());
  }

  @DisplayName("O4: a section with a question mark is loaded if somebody asks")
  @Test
  void optionalPrograms() throws IOException {
    String source = PASS + "SEC(\"?xdp\") int later(void *c) { return 1; }\n";
    try (BpfObject object = open(source).load()) {
      assertThat(object.programs()).containsOnlyKeys("pass");
    }
    OpenObject asked = open(source);
    asked.program("later").autoload(true);
    try (BpfObject object = asked.load()) {
      assertThat(object.programs()).containsOnlyKeys("pass", "later");
      assertThat(object.program("later").spec().type()).asString().isEqualTo("XDP");
    }
    try (BpfObject object = open(source).only("later").load()) {
      assertThat(object.programs()).containsOnlyKeys("later");
    }
  }

  @DisplayName("O5: __ulong(map_extra, 3)")
  @Test
  void numbersAsEnumerations() throws IOException {
    String source =
        """
        struct { __uint(type, 30); __uint(value_size, 4); __uint(max_entries, 9);
                 __ulong(map_extra, 3); } bloom SEC(".maps");
        """;
    try (BpfObject object = open(source + PASS).load()) {
      assertThat(object.map("bloom").def().extra()).isEqualTo(3);
    }
  }

  @DisplayName("O6: a pinning value that is none")
  @Test
  void wrongPinning() throws IOException {
    String source =
        """
        struct { __uint(type, 2); __uint(key_size, 4); __uint(value_size, 4);
                 __uint(max_entries, 1); __uint(pinning, 16); } m SEC(".maps");
        """;
    OpenObject open = open(source + PASS);
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(open::load)
        .withMessageContaining("map 'm': pinning is 16")
        .withMessageContaining("1 is by the map's name")
        .withMessageContaining("/etc/iproute2/bpf_pinning numbers");
    open.map("m").unpinned();
    open.load().close();
  }

  @DisplayName("folders that an administrator numbers for iproute2 are ways to pin")
  @Test
  void numberedPinning() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("bpf_pinning"),
            """
            # subpath mappings from mount point for pinning
            #3\ttracing
            4\tfoo/bar
            0x10 /tc/cls1 # of the firewall
            """);
    PinningIds ids = new PinningIds(List.of(folder.resolve("none"), file));
    Path root = Path.of("/sys/fs/bpf");
    String source =
        """
        struct { __uint(type, 2); __uint(key_size, 4); __uint(value_size, 4);
                 __uint(max_entries, 1); __uint(pinning, ID); } m SEC(".maps");
        """;
    OpenMap third = open(source.replace("ID", "3") + PASS).map("m");
    assertThatExceptionOfType(BpfObjectException.class).isThrownBy(() -> third.pinUnder(root, ids));
    assertThat(open(source.replace("ID", "4") + PASS).map("m").pinUnder(root, ids))
        .hasValue(root.resolve("foo/bar/m"));
    assertThat(open(source.replace("ID", "16") + PASS).map("m").pinUnder(root, ids))
        .hasValue(root.resolve("tc/cls1/m"));
    assertThat(ids.folder(0x10)).hasValue(Path.of("tc/cls1"));
    assertThat(ids.folder(2)).isEmpty();
  }

  @DisplayName("ring buffers in a map may be of any size, and the example says none")
  @Test
  void ringBuffersInMaps() throws IOException {
    String source =
        """
        struct ring { __uint(type, 27); };
        struct { __uint(type, 12); __uint(max_entries, 2); __type(key, int);
                 struct ring *values[]; } rings SEC(".maps");
        static long (*output)(void *, void *, unsigned long long, unsigned long long) = (void *) 130;
        SEC("socket") int put(void *c) { int first = 0; void *r = lookup(&rings, &first);
          return r ? (int) output(r, &first, 4, 0) + 7 : 1; }
        """;
    MapDef<Nothing, Nothing> large = MapDef.ringBuffer("large", 1 << 20);
    try (BpfObject object = open(source).load();
        KernelMap<Nothing, Nothing> ring = Bpf.create(large)) {
      assertThat(run(object, "put")).isEqualTo(1);
      InnerMaps.of(object.map(MapDef.arrayOfMaps("rings", large, 2)), large).put(0, ring);
      assertThat(run(object, "put")).isEqualTo(7);
    }
  }

  @DisplayName("a map of a type that is newer than this library")
  @Test
  void laterMaps() throws IOException {
    String source =
        """
        struct { int (*type)[0x7fffffff]; __uint(key_size, 4); __uint(value_size, 4);
                 __uint(max_entries, 1); } later SEC(".maps");
        """;
    OpenObject open = open(source + PASS);
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(open::load)
        .withMessageContaining("map 'later' has no type, or one that is newer than this library");
    open.map("later").autocreate(false);
    try (BpfObject object = open.load()) {
      assertThat(object.maps()).doesNotContainKey("later");
    }
    open.map("later").autocreate(true).type(MapType.ARRAY);
    try (BpfObject object = open.load()) {
      assertThat(object.map("later").def().type()).isEqualTo(MapType.ARRAY);
    }
  }

  @DisplayName("functions for other objects alone: the object is its maps")
  @Test
  void functionsForOthers() throws IOException {
    String source =
        """
        struct { __uint(type, 1); __uint(max_entries, 4); __type(key, int); __type(value, long); } m
                 SEC(".maps");
        int helper(int a) { return lookup(&m, &a) ? 1 : 2; }
        """;
    try (BpfObject object = open(source).load()) {
      assertThat(object.maps()).containsKey("m");
      assertThat(object.programs()).isEmpty();
      assertThat(object.losses()).singleElement().asString().contains("'helper'", "what type");
    }
    OpenObject asked = open(source);
    asked.program("helper").autoload(true);
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(asked::load)
        .withMessageContaining("says no type of program");
  }

  @DisplayName("O7: lsm_cgroup with nothing to attach")
  @Test
  void securityHooksOfCgroups() throws IOException {
    String source = "SEC(\"lsm_cgroup/socket_bind\") int bind(void *c) { return 1; }\n";
    try (BpfObject object = open(source).load();
        ObjectLinks links = object.attachAll()) {
      assertThat(links.unattached()).containsExactly("bind");
    } catch (SyscallException e) {
      // As libbpf's on kernels that let nobody load programs of security modules.
      assertThat(e.errno()).isEqualTo(Errno.EPERM);
    }
  }

  @DisplayName("O8: the kernel's names of sections of variables are libbpf's")
  @Test
  void namesOfSections() throws IOException {
    String source =
        """
        int atomic SEC(".data.atomic") = 1; int array[2] SEC(".data.array") = {1, 2};
        int more SEC(".data.a_longer_name") = 3; const volatile int constant = 4; int zero;
        int some = 5;
        SEC("socket") int pass(void *c) {
          return atomic + array[1] + more + constant + zero + some;
        }
        """;
    try (BpfObject object = BpfObject.load(compile("variables", source))) {
      String names =
          object.maps().values().stream()
              .map(map -> map.info().name())
              .sorted()
              .collect(Collectors.joining(" "));
      assertThat(names)
          .isEqualTo(
              ".data.a_longer_ .data.array .data.atomic variable.bss variable.data"
                  + " variable.rodata");
      assertThat(run(object, "pass")).isEqualTo(15);
    }
  }

  @DisplayName("O9: two sections of one name are two maps")
  @Test
  void sectionsOfOneName() throws IOException {
    String source =
        """
        int hack[4] SEC(".rodata") = {3, 5}; const volatile int real = 8;
        SEC("socket") int sum(void *c) { return *(volatile int *) &hack[1] + real; }
        """;
    OpenObject open = open(source);
    try (BpfObject object = open.load()) {
      assertThat(object.maps()).containsOnlyKeys(".rodata", ".rodata#2");
      assertThat(object.losses()).isEmpty();
      assertThat(run(object, "sum")).isEqualTo(13);
      assertThat(object.variable("real", Codec.U32).get()).isEqualTo(8);
    }
  }

  @DisplayName("O10: a weak symbol that is not there is 0; one that is there is not taken for 0")
  @Test
  void weakSymbols() throws IOException {
    String source =
        """
        extern int nowhere(int) __weak __ksym; extern const void no_variable __weak __ksym;
        extern const int no_number __weak __ksym;
        extern void bpf_rcu_read_lock(void) __weak __ksym;
        SEC("socket") int address(void *c) { return &nowhere ? 1 : 2; }
        SEC("socket") int guarded(void *c) { return nowhere ? nowhere(1) : 4; }
        SEC("socket") int variable(void *c) { return &no_variable ? 1 : &no_number ? 3 : 5; }
        SEC("?socket") int there(void *c) { return &bpf_rcu_read_lock ? 1 : 2; }
        """;
    OpenObject open = open(source);
    try (BpfObject object = open.load()) {
      assertThat(run(object, "address")).isEqualTo(2);
      assertThat(run(object, "guarded")).isEqualTo(4);
      assertThat(run(object, "variable")).isEqualTo(5);
      assertThat(object.losses()).isEmpty();
    }
    open.only("there");
    try (BpfObject object = open.load()) {
      assertThat(run(object, "there")).isEqualTo(1);
    }
  }

  @DisplayName("O12: sizes that describe the records of a ring buffer, or are left out")
  @Test
  void sizesThatNobodyChooses() throws IOException {
    String source =
        """
        struct event { int a, b; };
        struct { __uint(type, 27); __type(value, struct event); __uint(max_entries, 4096); }
            ring SEC(".maps");
        struct { __uint(type, 4); } perf SEC(".maps");
        """;
    try (BpfObject object = open(source + PASS).load()) {
      assertThat(object.map("ring").def().valueSize()).isZero();
      assertThat(object.map("perf").def().valueSize()).isEqualTo(4);
      assertThat(object.map("perf").def().key().size()).isEqualTo(4);
      assertThat(object.losses()).isEmpty();
    }
  }

  @DisplayName("O13, O19: a map without entries names the setter, ring buffers too")
  @ParameterizedTest
  @CsvSource({"1", "2", "27", "13"})
  void withoutEntries(int type) throws IOException {
    String sizes = type == 27 ? "" : "__uint(key_size, 4); __uint(value_size, 4);";
    OpenObject open =
        open("struct { __uint(type, " + type + "); " + sizes + "} m SEC(\".maps\");\n" + PASS);
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(open::load)
        .withMessageContaining("odd.bpf.o: map 'm' has 0 entries")
        .withMessageContaining("maxEntries(n)");
    open.map("m").maxEntries(4096);
    if (type == 13) {
      assertThatExceptionOfType(BpfObjectException.class)
          .isThrownBy(open::load)
          .withMessageContaining("map 'm' holds maps")
          .withMessageContaining("innerMap(definition)");
      open.map("m").innerMap(MapDef.array("inner", Codec.U32, 1));
    }
    try (BpfObject object = open.load()) {
      assertThat(object.map("m").def().maxEntries()).isEqualTo(4096);
    }
  }

  @DisplayName("O13: everything of a map can be said")
  @Test
  void setters() throws IOException {
    String source =
        """
        struct { __uint(type, 2); __type(key, int); __type(value, int); __uint(max_entries, 1); }
            m SEC(".maps"), unused SEC(".maps");
        """;
    OpenObject open = open(source + PASS);
    open.map("m").type(MapType.HASH).keySize(8).valueSize(16).maxEntries(3).numaNode(0);
    open.map("unused").autocreate(false);
    try (BpfObject object = open.load()) {
      KernelMap<?, ?> map = object.map("m");
      assertThat(map.info().type()).isEqualTo(MapType.HASH.value());
      assertThat(map.info().keySize()).isEqualTo(8);
      assertThat(map.info().valueSize()).isEqualTo(16);
      assertThat(map.info().flags()).isEqualTo(MapFlag.NUMA_NODE.mask());
      assertThat(object.maps()).containsOnlyKeys("m");
    }
    open.map("m").numaNode(63);
    assertThatExceptionOfType(SyscallException.class)
        .isThrownBy(open::load)
        .withMessageContaining("odd.bpf.o: map 'm': cannot create map m");
    open.map("m").flags(MapFlag.NO_PREALLOC);
    try (BpfObject object = open.load()) {
      assertThat(object.map("m").info().flags()).isEqualTo(MapFlag.NO_PREALLOC.mask());
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open.map("m").innerMap(MapDef.array("inner", Codec.U32, 1)))
        .withMessageContaining("holds no maps");
    assertThatIllegalArgumentException().isThrownBy(() -> open.map("m").numaNode(-1));
    open.map("m").type(MapType.BLOOM_FILTER).keySize(0).flags().extra(4);
    try (BpfObject object = open.load()) {
      assertThat(object.map("m").def().extra()).isEqualTo(4);
    }
  }

  @DisplayName("O16: a helper that is declared as a function")
  @Test
  void helpersByName() throws IOException {
    OpenObject open =
        open(
            "extern int bpf_trace_printk(const char *, int, ...);\n"
                + "SEC(\"socket\") int prints(void *c) { return bpf_trace_printk(\"\", 1); }\n");
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(open::load)
        .withMessageContaining("it is helper 6, which is called by its number")
        .withMessageContaining("bpf_helpers.h");
  }

  @DisplayName("O18: errors say the author's name, section, file and line")
  @Test
  void whereItHappened() throws IOException {
    OpenObject open =
        open(
            "SEC(\"socket\") int a_name_that_is_longer(void *c) {\n"
                + "return **(volatile int **) c;\n}\n");
    assertThatExceptionOfType(VerifierException.class)
        .isThrownBy(open::load)
        .withMessageContaining("odd.c:16:")
        .withMessageContaining("program 'a_name_that_is_longer' in section socket of ")
        .withMessageContaining("odd.bpf.o");
    OpenObject refused =
        open("SEC(\"cgroup/sock\") int a_name_that_is_longer(void *c) { return 2; }\n");
    refused.program("a_name_that_is_longer").attachType(AttachType.XDP);
    assertThatExceptionOfType(SyscallException.class)
        .isThrownBy(refused::load)
        .withMessageContaining(
            "odd.bpf.o: program 'a_name_that_is_longer' in section cgroup/sock: ");
  }

  @DisplayName("O18: so do errors of attaching")
  @Test
  void whereItCouldNotBeAttached() throws IOException {
    String source =
        "SEC(\"raw_tp/sched_swich\") int a_name_that_is_longer(void *c) { return 0; }\n";
    try (BpfObject object = open(source).load()) {
      assertThatExceptionOfType(SyscallException.class)
          .isThrownBy(object::attachAll)
          .withMessageContaining(
              "odd.bpf.o: program 'a_name_that_is_longer' in section raw_tp/sched_swich: ")
          .withMessageContaining("did you mean sched_switch?");
    }
  }

  @DisplayName("O2: what the kernel does not have says how to do without")
  @ParameterizedTest
  @CsvSource({
    "extern void bpf_no_such(void) __ksym;, bpf_no_such(); return 1;, is the kernel's",
    "extern void bpf_rcu_read_lock(int) __ksym;, bpf_rcu_read_lock(1); return 1;, of another type",
    "extern const void bpf_y __ksym;, return (long) &bpf_y;, is the kernel's",
    "extern int bpf_x __ksym;, return bpf_x;, is the kernel's",
  })
  void whatIsMissing(String declaration, String body, String reason) throws IOException {
    String source = declaration + "\nSEC(\"tc\") int uses(void *c) { " + body + " }\n" + PASS;
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(() -> open(source).load())
        .withMessageContaining("program 'uses' in section tc")
        .withMessageContaining("odd.c:16)")
        .withMessageContaining(reason)
        .withMessageContaining("autoload(false), in the shell jbpf load --skip NAME");
    OpenObject rest = open(source);
    rest.program("uses").autoload(false);
    try (BpfObject object = rest.load()) {
      assertThat(object.losses()).isEmpty();
    }
  }

  @DisplayName("O2: a map whose keys have no type is without types, and says so")
  @Test
  void keysWithoutType() throws IOException {
    String source =
        """
        struct { __uint(type, 11); __uint(key_size, 8); __type(value, long); __uint(map_flags, 1);
                 __uint(max_entries, 1); } m SEC(".maps");
        """;
    try (BpfObject object = open(source + PASS).load()) {
      assertThat(object.losses())
          .containsExactly(
              "map 'm' has no types of keys and values, as of its keys the source says the size"
                  + " alone, not __type(key, ...): EINVAL, invalid argument");
    }
  }

  @DisplayName("O6: a map that is pinned by its name, and not where nothing is to stay")
  @Test
  void unpinned() throws IOException {
    String source =
        """
        struct { __uint(type, 2); __uint(key_size, 4); __uint(value_size, 4);
                 __uint(max_entries, 1); __uint(pinning, 1); } m SEC(".maps");
        """;
    OpenObject open = open(source + PASS);
    try (Bpffs bpffs = Bpffs.mount(folder)) {
      Path root = bpffs.path("root");
      open.pinRoot(root);
      assertThat(open.pins()).containsExactly(Map.entry("m", root.resolve("m")));
      open.map("m").unpinned();
      assertThat(open.pins()).isEmpty();
      open.load().close();
      assertThat(root.resolve("m")).doesNotExist();
      open.map("m").pin(root.resolve("other"));
      open.load().close();
      assertThat(root.resolve("other")).exists();
    }
  }

  @DisplayName("O15: a stripped object says so")
  @Test
  void stripped() throws IOException {
    String source =
        """
        struct { __uint(type, 2); __type(key, int); __type(value, int); __uint(max_entries, 1); }
            m SEC(".maps");
        SEC("socket") int looks(void *c) { int key = 0; return !lookup(&m, &key); }
        """;
    Path object = compile("odd", source);
    Tool.named("llvm-objcopy-19").succeed("--strip-all", object);
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(() -> BpfObject.load(object))
        .withMessageContaining("the object is stripped");
  }
}
