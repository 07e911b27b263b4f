package dev.jbpf.dsl;

import static dev.jbpf.dsl.Arg.*;
import static dev.jbpf.dsl.Helpers.*;
import static dev.jbpf.dsl.Mistake.of;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jbpf.code.LinkException;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.kernel.BpfCgroupDevCtx;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.XdpMd;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.testing.KernelTest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of mistakes that are found when a program is built, and what the kernel says of them.
 */
class MistakesTest {
  private static final MapDef<Long, Long> COUNTS = MapDef.hash("counts", Codec.U64, Codec.U64, 8);
  private static final MapDef<?, ?> RING = MapDef.ringBuffer("ring", 4096);
  private static final MapDef<?, ?> EVENTS =
      MapDef.of("events", MapType.PERF_EVENT_ARRAY, Codec.U32, Codec.U32, 1);
  private static final MapDef<?, ?> ROUTES =
      MapDef.of("routes", MapType.LPM_TRIE, Codec.U64, Codec.U64, 8);
  private static final MapDef<?, ?> SETTINGS =
      MapDef.array("settings", Codec.U64, 1).withFlags(MapFlag.RDONLY_PROG);
  private static final MapDef<?, ?> RESULTS =
      MapDef.array("results", Codec.U64, 1).withFlags(MapFlag.WRONLY_PROG);

  static Stream<Mistake> all() {
    return Stream.of(
            registers(), ways(), nulls(), memory(), fields(), maps(), calls(), control(), kernels())
        .flatMap(List::stream);
  }

  @Test
  void theTableIsLong() {
    assertThat(all().count()).isGreaterThanOrEqualTo(60);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aMistakeIsToldWithItsLineAndWhatHelps(Mistake mistake) {
    LinkException e =
        catchThrowableOfType(LinkException.class, () -> program(mistake.target(), mistake.body()));
    assertThat(e).as("built").isNotNull();
    List<Diagnostic> all = e.diagnostics();
    assertThat(all).extracting(Diagnostic::code).contains(mistake.code());
    assertThat(e).hasMessageContaining(mistake.message());
    for (Diagnostic diagnostic : all) {
      assertThat(diagnostic.notes()).isNotEmpty();
      assertThat(diagnostic.origin())
          .isInstanceOfSatisfying(
              Origin.Java.class, java -> assertThat(java.file()).isEqualTo("MistakesTest.java"));
    }
  }

  /** The source is there, where projects keep it. */
  @Test
  void theMessageQuotesTheLineOfJava() {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(
            () ->
                program(
                    ProgramType.SOCKET_FILTER,
                    b ->
                        b.mov(R0, R3) // the line that is quoted
                            .exit()))
        .withMessageContaining(" | ")
        .withMessageContaining("b.mov(R0, R3) // the line that is quoted\n  note: ");
  }

  static Stream<Mistake> mistakesHere() {
    // 6.1 and newer may read what they have not written, as root; without a label there is nothing.
    return all()
        .filter(mistake -> !mistake.code().startsWith("label-"))
        .filter(mistake -> mistake.target().kernel().isEmpty())
        .filter(mistake -> !mistake.code().equals("field-struct")) // reads another member
        .filter(mistake -> !mistake.code().equals("stack-unwritten"));
  }

  /** The kernel is the judge of what is a mistake. */
  @ParameterizedTest
  @MethodSource("mistakesHere")
  @KernelTest
  void theVerifierRefusesIt(Mistake mistake) {
    Program unchecked = program(mistake.body());
    ProgramSpec spec = ProgramSpec.of("mistake", mistake.target().type().orElseThrow(), unchecked);
    for (MapDef<?, ?> map : mistake.maps()) {
      spec = spec.withMap(map);
    }
    ProgramSpec toLoad = spec;
    assertThatExceptionOfType(BpfSyscallException.class).isThrownBy(() -> Bpf.load(toLoad).close());
  }

  /** Mistakes that the call itself throws, with what it says. */
  static Stream<Arguments> atTheCall() {
    return Stream.of(
        mistake("stxw: off is -40000", b -> b.stxw(R10, -40000, R1)),
        mistake("open to XDP", b -> b.call(xdpAdjustHead(reg(R1), imm(4)))),
        mistake(
            "6 arguments",
            b -> b.callSubprogram("s", imm(1), imm(2), imm(3), imm(4), imm(5), imm(6))),
        mistake(
            "2 arguments, expected 4",
            b -> b.call(HelperCall.of(Helper.MAP_UPDATE_ELEM, map(RING), stack(-8)))),
        mistake(
            "argument 2 is Constant[value=4], not ptr",
            b -> b.call(HelperCall.of(Helper.MAP_LOOKUP_ELEM, map(RING), imm(4)))),
        // D8
        mistake("wants 2 arguments, got 1", b -> b.printk(-32, "a %d %d", imm(1))),
        mistake("wants 1 arguments, got 2", b -> b.printk(-32, "a%% %5llx", imm(1), imm(2))),
        mistake("does not fit on the stack at -8", b -> b.printk(-8, "a longer text")),
        mistake("R0 carries the format", b -> b.printk(-32, "a %d", reg(R0))),
        mistake(
            "7 arguments, expected 2 to 5",
            b -> b.call(tracePrintk(stack(-8), imm(3), imm(1), imm(2), imm(3), imm(4), imm(5)))),
        mistake("breakIf is not in a loop", b -> b.breakIf(R1.eq(0))),
        mistake("continueIf is not in a loop", b -> b.continueIf(R1.eq(0))),
        mistake("two cases of 1", b -> b.switchOn(R1, s -> s.on(1, t -> {}).on(1, t -> {}))),
        mistake("two subprograms 's'", b -> b.subprogram("s", s -> {}).subprogram("s", s -> {})),
        mistake(
            "two maps 'counts'", b -> b.loadMap(R1, COUNTS).loadMap(R2, COUNTS.withMaxEntries(9))),
        mistake(
            "no place for an else",
            b -> {
              IfBlock block = b.ifThen(R1.eq(0), t -> t.mov(R0, 0));
              b.exit();
              block.orElse(t -> t.mov(R0, 1));
            }),
        mistake(
            "16 bytes long: no register holds it",
            b -> b.load(R1, R2, new StructField("task", "comm", 0, 16, false))));
  }

  private static Arguments mistake(String message, Consumer<ProgramBuilder> body) {
    return Arguments.of(message, body);
  }

  @ParameterizedTest
  @MethodSource("atTheCall")
  void aWrongCallThrowsWhereItIs(String message, Consumer<ProgramBuilder> body) {
    RuntimeException e =
        catchThrowableOfType(
            RuntimeException.class, () -> program(ProgramType.SOCKET_FILTER, body));
    assertThat(e).as("thrown").hasMessageContaining(message);
    assertThat(
            Arrays.stream(e.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("java."))
                .filter(frame -> frame.getFileName().endsWith("Test.java"))
                .findFirst()
                .map(StackTraceElement::getFileName))
        .hasValue("MistakesTest.java");
  }

  private static List<Mistake> registers() {
    return List.of(
        of("unwritten-register", "r3 is read, but was not written", b -> b.mov(R0, R3).exit()),
        of("unwritten-register", "r0 is read", b -> b.add(R0, 1).exit()),
        of("exit-value", "r0 was not written", b -> b.mov(R2, 1).exit()),
        of("unwritten-register", "r7 is read", b -> b.mov(R0, 0).jeq(R7, 0, 0).exit()),
        of("unwritten-register", "r4 is read", b -> b.stxw(R10, -4, R4).mov(R0, 0).exit()),
        of("unwritten-register", "r5 is read", b -> b.ldxw(R0, R5, 0).exit()),
        of("unwritten-register", "r0 is read", b -> b.neg(R0).exit()),
        of("unwritten-register", "r6 is read", b -> b.ldabsb(0).exit()),
        of(
            "unwritten-register",
            "r0 is read",
            b -> b.stdw(R10, -8, 0).mov(R1, 1).acmp(R10, -8, R1).mov(R0, 0).exit()),
        of(
            "argument-kind",
            "r1 must be a pointer to a map",
            b -> b.call(Helper.MAP_LOOKUP_ELEM).exit()),
        of(
            "unwritten-register",
            "r6 is read",
            b -> b.mov(R6, 1).subprogram("s", s -> s.mov(R0, R6)).callSubprogram("s").exit()),
        of(
            "unwritten-register",
            "r1 lost its value at MistakesTest.java",
            b -> b.call(ktimeGetNs()).ldxw(R0, R1, 0).exit()),
        of(
            "unwritten-register",
            "r3 is read",
            b ->
                b.mov(R3, 1)
                    .subprogram("s", s -> s.mov(R0, 0))
                    .callSubprogram("s")
                    .mov(R0, R3)
                    .exit()),
        of("frame-pointer", "r10 is read-only", b -> b.add(R10, 8).mov(R0, 0).exit()),
        of("legacy-packet", "r6 must be the context, but is 1", b -> b.mov(R6, 1).ldabsb(0).exit()),
        of("return-range", "programs of type CGROUP_DEVICE return 0 or 1", b -> b.mov(R0, 2).exit())
            .in(ProgramType.CGROUP_DEVICE),
        of("division-by-zero", "division by the constant 0", b -> b.mov(R0, 1).div(R0, 0).exit()),
        of(
            "division-by-zero",
            "division by the constant 0",
            b -> b.mov(R0, 1).smod32(R0, 0).exit()),
        of(
            "shift-range",
            "shift by 64 of a value of 64 bits",
            b -> b.mov(R0, 1).lsh(R0, 64).exit()),
        of(
            "shift-range",
            "shift by 32 of a value of 32 bits",
            b -> b.mov(R0, 1).rsh32(R0, 32).exit()),
        of(
            "shift-range",
            "shift by -1 of a value of 64 bits",
            b -> b.mov(R0, 1).arsh(R0, -1).exit()));
  }

  private static ProgramBuilder lookup(ProgramBuilder b) {
    return b.stdw(R10, -8, 0).call(mapLookupElem(map(COUNTS), stack(-8)));
  }

  /** D6: what is wrong on one way that the verifier is sure to follow. */
  private static List<Mistake> ways() {
    return List.of(
        of(
            "exit-value",
            "r0 is not written on this path",
            b -> b.ifThen(R1.ne(0), t -> t.mov(R0, 2)).end().exit()),
        of(
            "exit-value",
            "r0 is not written on this path",
            b ->
                b.load(R2, R1, SkBuff.PROTOCOL)
                    .ifThen(R2.eq(8), t -> t.mov(R0, 1))
                    .orElseIf(R2.eq(0xdd86), t -> t.mov(R0, 2))
                    .end()
                    .exit()),
        of(
            "unwritten-register",
            "r7 is read",
            b ->
                b.call(getPrandomU32())
                    .ifThen(R0.gt(100).and(R0.lt(200)), t -> t.mov(R0, 0).exit())
                    .orElse(t -> t.ifThen(R0.ge(500).on32(), u -> u.mov(R7, 1)).end())
                    .mov(R0, R7)
                    .exit()),
        of(
            "unwritten-register",
            "r1 lost its value at MistakesTest.java",
            b ->
                b.load(R6, R1, SkBuff.MARK)
                    .ifThen(R6.hasAny(4), t -> t.call(ktimeGetNs()))
                    .end()
                    .mov(R0, R1)
                    .mov(R0, 0)
                    .exit()),
        of(
                "null-check",
                "r0 may be null",
                b -> {
                  b.load(R6, R1, SkBuff.MARK);
                  lookup(b);
                  b.ifThen(R6.ne(7), t -> t.ifThen(R0.eq(0), u -> u.exit()).end()).end();
                  b.ldxdw(R0, R0, 0).exit();
                })
            .with(COUNTS),
        of(
                "return-range",
                "programs of type CGROUP_DEVICE return 0 or 1",
                b -> {
                  b.load(R6, R1, BpfCgroupDevCtx.MAJOR).mov(R0, 0);
                  b.ifThen(R6.eq(5), t -> t.mov(R0, 5)).end().exit();
                })
            .in(ProgramType.CGROUP_DEVICE));
  }

  /** D4: a member of another structure than the register points to. */
  private static List<Mistake> fields() {
    record Inner(int a, int b) {}
    record Outer(long first, Inner inner) {}
    MapDef<Integer, Outer> outers = MapDef.array("outers", Codec.record(Outer.class), 1);
    return List.of(
        of(
                "field-struct",
                "__sk_buff.len is read from the context, which is no __sk_buff",
                b -> b.load(R0, R1, SkBuff.LEN).mov(R0, 2).exit())
            .in(ProgramType.XDP),
        of(
                "field-struct",
                "xdp_md.data_end is read from the context",
                b -> b.mov(R6, R1).load(R0, R6, XdpMd.DATA_END).mov(R0, 2).exit())
            .in(ProgramType.SCHED_CLS),
        of(
                "field-struct",
                "__sk_buff.mark is read from the context",
                b -> b.store(R1, SkBuff.MARK, 1).mov(R0, 0).exit())
            .in(ProgramType.CGROUP_SOCK),
        of(
                "field-struct",
                "__sk_buff.cb is read from the context",
                b -> b.call(probeReadKernel(stack(-8), imm(8), at(R1, SkBuff.CB))).exit())
            .in(ProgramType.KPROBE),
        of(
                "field-struct",
                "__sk_buff.cb is read from the context",
                b -> b.addressOf(R2, R1, SkBuff.CB).mov(R0, 0).exit())
            .in(ProgramType.TRACEPOINT),
        of(
                "field-struct",
                "Inner.b is read from byte 0 of a value of outers, where no Inner is",
                b -> {
                  b.loadMapValue(R1, outers, 0).load(R0, R1, Codec.field(Inner.class, "b"));
                  b.exit();
                })
            .with(outers));
  }

  /** D4: what is right is taken. */
  @Test
  void membersOfTheStructureThatARegisterPointsTo() {
    record Inner(int a, int b) {}
    record Outer(long first, Inner inner) {}
    MapDef<Integer, Outer> outers = MapDef.array("outers", Codec.record(Outer.class), 1);
    program(
        ProgramType.SCHED_CLS,
        b -> {
          b.load(R2, R1, SkBuff.LEN).loadMapValue(R3, outers, 0);
          b.load(R4, R3, Codec.field(Outer.class, "first"))
              .addressOf(R3, R3, Codec.field(Outer.class, "inner"));
          b.load(R4, R3, Codec.field(Inner.class, "b")).mov(R0, 0).exit();
        });
    program(
        ProgramType.PERF_EVENT,
        b -> b.load(R2, R1, PtRegs.X86_64.instructionPointer()).mov(R0, 0).exit());
    program(
        ProgramType.TRACEPOINT,
        b ->
            b.load(R2, R1, new StructField("sched_switch", "prev_pid", 24, 4, true))
                .mov(R0, 0)
                .exit());
  }

  private static List<Mistake> nulls() {
    return List.of(
        of("null-check", "r0 may be null", b -> lookup(b).ldxdw(R0, R0, 0).exit()).with(COUNTS),
        of(
                "null-check",
                "r7 may be null",
                b -> {
                  b.call(ringbufReserve(map(RING), imm(8), imm(0)));
                  b.mov(R7, R0).stdw(R7, 0, 1).mov(R0, 0).exit();
                })
            .with(RING),
        of(
                "null-check",
                "r0 may be null",
                b -> {
                  lookup(b.mov(R6, 1));
                  b.ifThen(R6.ne(R10), t -> t.ldxdw(R0, R0, 0)).end().exit();
                })
            .with(COUNTS),
        of(
                "not-a-pointer",
                "r0 is null on this path",
                b -> lookup(b).ifThen(R0.eq(0), t -> t.ldxdw(R0, R0, 0)).end().exit())
            .with(COUNTS),
        of(
                "nullable-arithmetic",
                "arithmetic before the null check on a pointer to a map value",
                b -> lookup(b).add(R0, 4).mov(R0, 0).exit())
            .with(COUNTS),
        of(
                "null-check",
                "r8 may be null",
                b -> lookup(b).stxdw(R10, -16, R0).ldxdw(R8, R10, -16).ldxdw(R0, R8, 0).exit())
            .with(COUNTS),
        of(
                "null-check",
                "r3 may be null",
                b ->
                    lookup(b)
                        .call(mapUpdateElem(map(COUNTS), stack(-8), reg(R0), imm(0)))
                        .mov(R0, 0)
                        .exit())
            .with(COUNTS));
  }

  private static List<Mistake> memory() {
    return List.of(
        of("stack-range", "4 bytes at fp-516", b -> b.stw(R10, -516, 0).mov(R0, 0).exit()),
        of(
            "alignment",
            "8 bytes of the stack at an offset that is not a multiple of 8",
            b -> b.stw(R10, -4, 0).stdw(R10, -4, 0).exit()),
        of("stack-range", "of the stack at 8", b -> b.ldxb(R0, R10, 8).exit()),
        of(
            "stack-range",
            "16 bytes at fp-8",
            b -> b.call(getCurrentComm(stack(-8), imm(16))).mov(R0, 0).exit()),
        of("alignment", "no multiple of 4", b -> b.stw(R10, -6, 0).mov(R0, 0).exit()),
        of(
            "stack-unwritten",
            "the stack byte at fp-8 was not written",
            b -> b.ldxdw(R0, R10, -8).exit()),
        of(
            "stack-unwritten",
            "the stack byte at fp-8 was not written",
            b -> b.stw(R10, -4, 1).ldxdw(R0, R10, -8).exit()),
        of(
                "stack-unwritten",
                "the stack byte at fp-8 was not written",
                b -> b.call(mapLookupElem(map(COUNTS), stack(-8))).mov(R0, 0).exit())
            .with(COUNTS),
        of(
            "not-a-pointer",
            "r2 is a scalar (4), not a pointer",
            b -> b.mov(R2, 4).ldxw(R0, R2, 0).exit()),
        of(
                "pointer-target",
                "store to a map",
                b -> b.loadMap(R2, COUNTS).stw(R2, 0, 0).mov(R0, 0).exit())
            .with(COUNTS),
        of(
                "context-access",
                "no member of 4 bytes at 24",
                b -> b.ldxw(R0, R1, 24).mov(R0, 0).exit())
            .in(ProgramType.XDP),
        of(
            "context-access",
            "negative offset into the context",
            b -> b.ldxw(R0, R1, -4).mov(R0, 0).exit()),
        of(
            "atomic-target",
            "atomic access to the context",
            b -> b.mov(R0, 0).aadd32(R1, 8, R0).exit()));
  }

  private static List<Mistake> maps() {
    return List.of(
        // A key of 4 bytes where the map's have 8.
        of(
                "stack-range",
                "8 bytes at fp-4",
                b -> {
                  b.stw(R10, -4, 0).call(mapLookupElem(map(COUNTS), stack(-4)));
                  b.mov(R0, 0).exit();
                })
            .with(COUNTS),
        // A value of 4 bytes where the map's have 8.
        of(
                "stack-unwritten",
                "the stack byte at fp-12 was not written",
                b -> {
                  b.stdw(R10, -8, 0).stw(R10, -16, 1);
                  b.call(mapUpdateElem(map(COUNTS), stack(-8), stack(-16), imm(0)));
                  b.mov(R0, 0).exit();
                })
            .with(COUNTS),
        of(
                "map-value-range",
                "the map is counts: HASH, values of 8 bytes",
                b -> lookup(b).ifThen(R0.ne(0), t -> t.stdw(R0, 8, 1)).end().mov(R0, 0).exit())
            .with(COUNTS),
        of(
                "map-read-only",
                "the map is settings",
                b -> b.loadMapValue(R1, SETTINGS, 0).stdw(R1, 0, 1).mov(R0, 0).exit())
            .with(SETTINGS),
        of(
                "map-write-only",
                "the map is results",
                b -> b.loadMapValue(R1, RESULTS, 0).ldxdw(R0, R1, 0).exit())
            .with(RESULTS),
        of(
                "helper-map",
                "ringbuf_output does not accept a map of type HASH",
                b -> {
                  b.stdw(R10, -8, 0);
                  b.call(ringbufOutput(map(COUNTS), stack(-8), imm(8), imm(0)));
                  b.mov(R0, 0).exit();
                })
            .with(COUNTS),
        of(
                "helper-map",
                "the map is ring: RINGBUF",
                b -> {
                  b.stdw(R10, -8, 0).call(mapLookupElem(map(RING), stack(-8)));
                  b.mov(R0, 0).exit();
                })
            .with(RING));
  }

  private static List<Mistake> calls() {
    return List.of(
        of(
            "argument-kind",
            "r1 must be a pointer to a map, but is a pointer to the stack, at -8",
            b -> b.stdw(R10, -8, 0).mov(R2, R10).add(R2, -8).mov(R1, R2).call(1).exit()),
        of(
                "argument-kind",
                "r1 must be a pointer to the context, but is a pointer to the stack, at -8",
                b -> {
                  b.stdw(R10, -8, 0);
                  b.call(perfEventOutput(stack(-8), map(EVENTS), imm(0), stack(-8), imm(8)));
                  b.mov(R0, 0).exit();
                })
            .with(EVENTS),
        of("unknown-helper", "no helper 4000", b -> b.call(4000).exit()),
        of("helper-not-allowed", "may not call xdp_adjust_head", b -> b.mov(R2, 0).call(44).exit()),
        of(
            "recursion",
            "a function calls itself",
            b -> b.subprogram("s", s -> s.callSubprogram("s")).callSubprogram("s").exit()),
        of(
            "call-depth",
            "calls are more than 8 frames deep",
            b -> {
              for (int i = 0; i < 8; i++) {
                String callee = "f" + (i + 1);
                b.subprogram("f" + i, i == 7 ? s -> s.mov(R0, 0) : s -> s.callSubprogram(callee));
              }
              b.callSubprogram("f0").exit();
            }),
        of(
            "stack-size",
            "a call chain takes 576 bytes of stack",
            b ->
                b.stw(R10, -260, 0)
                    .subprogram("s", s -> s.stw(R10, -300, 0).mov(R0, 0))
                    .callSubprogram("s")
                    .exit()));
  }

  private static List<Mistake> control() {
    return List.of(
        of("fall-through", "control falls off the end", b -> b.mov(R0, 0)),
        of("jump-range", "jump to slot 3", b -> b.mov(R0, 0).jeq(R0, 0, 1).exit()),
        of("jump-range", "jump to slot 9", b -> b.mov(R0, 0).ja(7).exit()),
        of(
            "jump-into-wide",
            "into the middle of lddw",
            b -> b.mov(R0, 0).ja(1).lddw(R0, 1L).exit()),
        of(
            "jump-range",
            "outside the function",
            b -> {
              b.subprogram("s", s -> s.mov(R0, 0).label("inside").exit());
              b.callSubprogram("s").jeq(R0, 0, "inside").exit();
            }),
        of(
            "unreachable",
            "this instruction is unreachable",
            b -> b.mov(R0, 0).exit().mov(R0, 1).exit()),
        of("unreachable", "no path", b -> b.mov(R0, 0).ja("end").mov(R0, 1).label("end").exit()),
        of("label-undefined", "did you mean 'end'?", b -> b.ja("edn").label("end").exit()),
        of("label-duplicate", "bound twice", b -> b.label("a").label("a").exit()));
  }

  /** Mistakes that older kernels refuse, and this one may not. */
  private static List<Mistake> kernels() {
    return List.of(
        of("target", "afadd needs a kernel from 5.12 on", b -> b.afadd(R10, -8, R1).exit())
            .since(5, 4),
        of("target", "jeq32 needs a kernel from 5.1 on", b -> b.jeq32(R1, 0, 0).exit())
            .since(4, 19),
        of(
                "kernel-version",
                "a jump back needs Linux 5.3",
                b -> b.mov(R0, 4).label("top").sub(R0, 1).jne(R0, 0, "top").exit())
            .since(5, 2),
        of("target", "bpf_ktime_get_boot_ns needs a kernel from 5.8 on", b -> b.call(125).exit())
            .since(5, 7),
        of(
                "kernel-version",
                "a map of type LPM_TRIE needs Linux 4.11",
                b -> {
                  b.stdw(R10, -8, 0).call(mapLookupElem(map(ROUTES), stack(-8)));
                  b.mov(R0, 0).exit();
                })
            .with(ROUTES)
            .since(4, 9),
        of(
                "legacy-packet",
                "programs of this type may not use ld_abs and ld_ind",
                b -> b.mov(R6, R1).ldabsb(0).exit())
            .in(ProgramType.XDP));
  }
}
