package dev.jbpf.ir.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.ir.build.ModuleBuilder;
import dev.jbpf.ir.check.IrChecker;
import dev.jbpf.ir.pass.Pipeline;
import dev.jbpf.ir.text.IrParser;
import dev.jbpf.ir.text.IrPrinter;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.struct.KernelMember;
import dev.jbpf.kernel.struct.KernelStruct;
import dev.jbpf.kernel.struct.KfuncDeclaration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is printed of IR is read back as the same. */
class IrTextTest {
  @Test
  void randomProgramsAreReadBackAfterEachPass() {
    for (long seed = 0; seed < 5; seed++) {
      RandomProgram program = new RandomProgram(seed, 5 + (int) (seed % 25), (int) (seed % 17));
      Outcome wanted = Runs.evaluate(program.module(), seed);
      IrModule module = program.module();
      isReadBack(module, seed, wanted);
      for (Pipeline.Pass pass : Pipeline.PASSES) {
        pass.run(module, TargetMachine.ANY);
        isReadBack(module, seed, wanted);
      }
    }
  }

  private static void isReadBack(IrModule module, long seed, Outcome wanted) {
    IrModule read = IrParser.parse(IrPrinter.print(module));
    IrChecker.check(read);
    assertThat(Runs.evaluate(read, seed)).as("%s", seed).isEqualTo(wanted);
    String text = IrPrinter.print(read);
    assertThat(IrPrinter.print(IrParser.parse(text))).isEqualTo(text);
    assertThat(text.lines().count()).isEqualTo(IrPrinter.print(module).lines().count());
  }

  @Test
  void allKindsOfSymbolsAreReadBack() {
    ModuleBuilder module = new ModuleBuilder();
    FunctionBuilder f = module.function("main", Type.U64, Type.CONTEXT);
    FunctionBuilder g = module.function("other", Type.NONE);
    g.ret();
    KernelStruct inner =
        new KernelStruct(
            "path", 8, List.of(new KernelStruct.Member("mnt", 0, new KernelStruct.Pointer())));
    KernelStruct outer =
        new KernelStruct(
            "fs", 16, List.of(new KernelStruct.Member("root", 8, new KernelStruct.Inside(inner))));
    f.memberOffset(new KernelMember(outer, List.of(0, 0)));
    f.kernelVariable(Type.Pointer.kernel("rq"), "runqueues", 77, 0);
    KfuncDeclaration fromPid =
        new KfuncDeclaration(
            "bpf_x",
            new KfuncDeclaration.Pointer("task_struct"),
            List.of(new KfuncDeclaration.Number(4, true), new KfuncDeclaration.Address()));
    KfuncDeclaration lock =
        new KfuncDeclaration("bpf_rcu_read_lock", new KfuncDeclaration.Nothing(), List.of());
    f.call(fromPid, Type.MEMORY, f.constant(Type.S64, 1), f.constant(Type.S64, 0));
    f.call(lock, Type.NONE);
    f.callHelper(4711, Type.MEMORY.orNull());
    f.call(Helper.MAP_LOOKUP_ELEM, f.map("m"), f.mapValue("v", 8));
    f.functionAddress(g.function());
    f.call(g.function());
    f.ret(0);
    String text = IrPrinter.print(IrParser.parse(IrPrinter.print(module.finish())));
    assertThat(text)
        .contains("member_offset @fs.root.mnt #8")
        .contains("kernel rq* = kernel_variable @runqueues/77/0")
        .contains("call_kernel @task_struct*:bpf_x(s32;*) ")
        .contains("call_kernel @void:bpf_rcu_read_lock()")
        .contains("memory*? = call_helper @helper 4711")
        .contains("map_value*? = call_helper @bpf_map_lookup_elem v")
        .contains("call @other");
  }

  @Test
  void whatIsNoIrIsToldWithItsLine() {
    String head = "function main : u64 {\nb0(v0:context*):\n";
    says("", "line 1: no function");
    says("function main : u65 {\nb0:\n}", "line 1: 'u65' is no type");
    says(head + "  v1:u64 = addd v0, v0\n  return v1\n}", "line 3: no instruction 'addd'");
    says(head + "  v1:u64 = add v0, v9\n  return v1\n}", "line 3: no value 'v9'");
    says(head + "  jump b7\n}", "line 3: no block 'b7'");
    says(head + "  leave v0\n}", "line 3: 'leave v0' is neither");
  }

  private static void says(String text, String message) {
    assertThatThrownBy(() -> IrParser.parse(text)).hasMessageContaining(message);
  }
}
