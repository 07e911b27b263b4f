package dev.jbpf.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.code.Program;
import dev.jbpf.diag.Origin;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.ir.build.LocalVariable;
import dev.jbpf.ir.build.ModuleBuilder;
import dev.jbpf.isa.IsaVersion;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.kernel.Helper;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class IrCompilerTest {
  private static final TargetMachine V3 = TargetMachine.ANY.cpu(IsaVersion.V3);

  private static Program compile(TargetMachine target, Consumer<FunctionBuilder> body) {
    ModuleBuilder module = new ModuleBuilder();
    body.accept(module.function("main", Type.U64, Type.CONTEXT));
    return IrCompiler.forTarget(target).compile(module.finish());
  }

  private static List<String> text(Consumer<FunctionBuilder> body) {
    return Disassembler.lines(compile(V3, body), Dialect.LLVM).stream().map(String::strip).toList();
  }

  private static Value number(FunctionBuilder f) {
    return f.load(Type.U64, f.parameter(0), 0);
  }

  @Test
  void constantsAreComputed() {
    assertThat(text(f -> f.ret(f.add(f.mul(f.constant(6), f.constant(7)), 0))))
        .containsExactly("r0 = 42", "exit");
  }

  @Test
  void powersOfTwoBecomeShiftsAndMasks() {
    assertThat(text(f -> f.ret(f.add(f.mul(number(f), 8), f.mod(number(f), 16)))))
        .contains("r0 <<= 3", "r5 &= 15")
        .noneMatch(line -> line.contains("*=") || line.contains("%="));
  }

  @Test
  void whatIsComputedTwiceIsComputedOnce() {
    assertThat(
            text(
                f -> {
                  Value x = number(f);
                  f.ret(f.mul(f.add(x, 5), f.add(x, 5)));
                }))
        .containsExactly("r0 = *(u64 *)(r1 + 0)", "r0 += 5", "r0 *= r0", "exit");
  }

  @Test
  void aStackAddressFoldsIntoTheAccess() {
    assertThat(
            text(
                f -> {
                  StackObject object = f.stackObject("object", 16);
                  f.store(Type.U32, 7, f.offset(f.address(object), 4), 4);
                  f.ret(f.cast(f.load(Type.U32, f.address(object), 8), Type.U64));
                }))
        .containsExactly("*(u32 *)(r10 - 8) = 7", "r0 = *(u32 *)(r10 - 8)", "exit");
  }

  @Test
  void aFarSumIsNoCopyOfAnotherNumberWhereItIsAnOffset() {
    List<String> far = text(f -> byteAt(f, f.add(number(f), -2147483647)));
    assertThat(far).containsSubsequence("r0 += -2147483647", "r0 += 0");
    assertThat(text(f -> byteAt(f, f.add(number(f), -7)))).noneMatch(line -> line.endsWith("+= 0"));
    assertThat(text(f -> f.ret(f.add(number(f), -2147483647))))
        .noneMatch(line -> line.endsWith("+= 0"));
  }

  private static void byteAt(FunctionBuilder f, Value index) {
    StackObject object = f.stackObject("object", 16);
    f.ret(f.cast(f.load(Type.U8, f.offset(f.address(object), index), 0), Type.U64));
  }

  @Test
  void anAtomicWhoseResultNobodyUsesFetchesNothing() {
    Program plain =
        compile(V3, f -> ret(f, f.atomic(Opcode.FETCH_OR, place(f), 0, number(f)), false));
    Program fetching =
        compile(V3, f -> ret(f, f.atomic(Opcode.FETCH_OR, place(f), 0, number(f)), true));
    assertThat(ops(plain)).contains(Op.AOR).doesNotContain(Op.AFOR);
    assertThat(ops(fetching)).contains(Op.AFOR).doesNotContain(Op.AOR);
  }

  private static Value place(FunctionBuilder f) {
    StackObject object = f.stackObject("object", 8);
    f.store(Type.U64, 0, f.address(object), 0);
    return f.address(object);
  }

  private static void ret(FunctionBuilder f, Value value, boolean isUsed) {
    f.ret(isUsed ? value : f.constant(0));
  }

  private static List<Op> ops(Program program) {
    List<Op> ops = new ArrayList<>();
    for (int slot = 0; slot < program.size(); slot++) {
      program.opAt(slot).ifPresent(ops::add);
    }
    return ops;
  }

  @Test
  void bytesOfTheNetworkAreComparedAsTheyLie() {
    assertThat(
            text(
                f -> {
                  Value port = f.load(Type.U16, f.parameter(0), 2, ByteOrder.BIG_ENDIAN);
                  f.ifThen(f.eq(port, 53), () -> f.ret(1));
                  f.ret(2);
                }))
        .noneMatch(line -> line.contains("be16"));
  }

  @Test
  void loopsAreWrittenRoundAfterRoundForAKernelWithoutBackJumps() {
    Consumer<FunctionBuilder> loop =
        f -> {
          LocalVariable sum = f.variable("sum", number(f));
          f.times(5, i -> f.update(sum, value -> f.xor(f.mul(value, 31), i)));
          f.ret(f.get(sum));
        };
    Program old = compile(TargetMachine.ANY.kernel(new KernelVersion(5, 2)), loop);
    assertThat(ops(old)).noneMatch(op -> op.isCondition() || op == Op.JA).hasSizeGreaterThan(8);
    assertThat(ops(compile(TargetMachine.ANY.kernel(new KernelVersion(5, 3)), loop)))
        .anyMatch(Op::isCondition);
  }

  @Test
  void aLongLoopMayBeLeftWhereTheKernelHasThat() {
    Consumer<FunctionBuilder> loop =
        f -> {
          LocalVariable sum = f.variable("sum", number(f));
          f.times(1_000_000, i -> f.update(sum, value -> f.xor(f.mul(value, 31), i)));
          f.ret(f.get(sum));
        };
    assertThat(ops(compile(TargetMachine.ANY, loop))).contains(Op.MAY_GOTO);
    assertThat(ops(compile(V3, loop))).doesNotContain(Op.MAY_GOTO);
  }

  @Test
  void objectsThatAreNeverInUseTogetherShareTheStack() {
    Program program =
        compile(
            V3,
            f -> {
              for (int i = 0; i < 3; i++) {
                StackObject object = f.stackObject("object" + i, 300);
                f.store(number(f), f.address(object), 0);
                f.ifThen(f.eq(f.load(Type.U64, f.address(object), 0), i), () -> f.ret(1));
              }
              f.ret(0);
            });
    assertThat(program.size()).isPositive();
  }

  @Test
  void whatDoesNotFitNamesTheLargestObject() {
    Origin origin = new Origin.Java("Probe", "run", "Probe.java", 12);
    assertThatThrownBy(
            () ->
                compile(
                    V3,
                    f -> {
                      f.at(origin);
                      StackObject large = f.stackObject("large", 400);
                      StackObject small = f.stackObject("small", 200);
                      f.store(number(f), f.address(large), 0);
                      f.store(number(f), f.address(small), 0);
                      f.ret(
                          f.add(
                              f.load(Type.U64, f.address(large), 0),
                              f.load(Type.U64, f.address(small), 0)));
                    }))
        .isInstanceOf(IrException.class)
        .hasMessageStartingWith("Probe.java:12: ")
        .hasMessageContaining("512 bytes")
        .hasMessageContaining("the largest is 'large' of 400 bytes");
  }

  @Test
  void aVariableThatMayNotBeSetIsAnErrorAtItsLine() {
    Origin origin = new Origin.Java("Probe", "run", "Probe.java", 7);
    assertThatThrownBy(
            () ->
                compile(
                    V3,
                    f -> {
                      LocalVariable x = f.variable("x", Type.U64);
                      f.ifThen(f.eq(number(f), 1), () -> f.set(x, f.constant(1)));
                      f.at(origin);
                      f.ret(f.get(x));
                    }))
        .isInstanceOf(IrException.class)
        .hasMessage(
            "Probe.java:7: 'x' may not be set where it is read; set it on every way that leads"
                + " there");
  }

  @Test
  void functionsAreCalledWithAndWithoutAddresses() {
    ModuleBuilder module = new ModuleBuilder();
    FunctionBuilder f = module.function("main", Type.U64, Type.CONTEXT);
    FunctionBuilder callee = module.function("round", Type.U64, Type.U64, Type.STACK);
    callee.ret(0);
    StackObject object = f.stackObject("state", 8);
    f.store(Type.U64, 0, f.address(object), 0);
    f.call(
        Helper.LOOP,
        f.constant(10),
        f.functionAddress(callee.function()),
        f.address(object),
        f.constant(0));
    f.ret(f.load(Type.U64, f.address(object), 0));
    Program program = IrCompiler.forTarget(TargetMachine.ANY).compile(module.finish());
    assertThat(ops(program)).contains(Op.LDDW_FUNC, Op.CALL);
  }

  @Test
  void eachPassTellsWhatTheIrIsLike() {
    ModuleBuilder module = new ModuleBuilder();
    FunctionBuilder f = module.function("main", Type.U64, Type.CONTEXT);
    f.ret(f.add(f.constant(1), f.constant(2)));
    List<String> passes = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    IrCompiler.forTarget(TargetMachine.ANY)
        .dumpingTo(
            (pass, text) -> {
              passes.add(pass);
              texts.add(text);
            })
        .compile(module.finish());
    assertThat(passes)
        .startsWith("start", "availability", "inlining")
        .contains("constants", "placed");
    assertThat(texts.get(0)).contains("v3:u64 = add v1, v2");
    assertThat(texts.get(passes.indexOf("constants"))).contains("constant #3");
  }

  /** Thousands of keys, one after the other: what layout takes grows with their number. */
  @Test
  void objectsThatAreNeverInUseTogetherShareTheirPlace() {
    Program program =
        compile(
            V3,
            f -> {
              for (int i = 0; i < 4_000; i++) {
                StackObject key = f.stackObject("key" + i, 8 + 8 * (i % 3));
                f.store(Type.U64, i, f.address(key), 0);
                f.call(Helper.TRACE_PRINTK, Type.NONE, f.address(key), f.constant(8));
              }
              f.ret(0);
            });
    assertThat(Disassembler.lines(program, Dialect.LLVM))
        .filteredOn(line -> line.contains("(r10"))
        .hasSize(4_000)
        .allMatch(line -> line.matches(".*\\(r10 - (8|16|24)\\) = .*"));
  }
}
