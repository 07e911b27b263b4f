package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Linkage;
import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.btf.core.SplitBtf;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.elf.extern.LinkTarget;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.PassingSyscalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What few programs are loaded with: types of the kernel's modules, and signatures. */
class LoadExtrasTest {
  private static int function(BtfBuilder types, String name) {
    int number = types.add(new BtfType.Int("int", 4, Set.of(BtfType.Encoding.SIGNED), 0, 32));
    int prototype =
        types.add(new BtfType.FuncProto(number, List.of(new BtfType.Param("a", number))));
    return types.add(new BtfType.Func(name, prototype, Linkage.GLOBAL));
  }

  private static int variable(BtfBuilder types, String name) {
    int number = types.add(new BtfType.Int("int", 4, Set.of(BtfType.Encoding.SIGNED), 0, 32));
    return types.add(new BtfType.Var(name, types.add(new BtfType.Const(number)), Linkage.GLOBAL));
  }

  /** Ids of a module go on where the kernel's end. */
  @Test
  void callsNameTheModule() throws IOException {
    BtfBuilder kernel = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    int ofKernel = function(kernel, "of_kernel");
    byte[] base = kernel.toBytes();
    BtfBuilder first = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    function(first, "of_kernel");
    int ofModule = function(first, "of_module");
    int number = variable(first, "number_of_module");
    BtfBuilder second = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    function(second, "of_kernel");
    int ofOther = function(second, "of_other_module");
    Map<String, Btf> modules = new LinkedHashMap<>();
    modules.put("first", SplitBtf.of(base, first));
    modules.put("second", SplitBtf.of(base, second));
    BpfObjectFile object = BpfObjectFile.read(Files.readAllBytes(CompiledObjects.clang("modules")));
    LinkedProgram linked =
        object
            .linker(LinkTarget.of(CoreTypes.ofNamed(() -> Btf.parse(base), () -> modules)))
            .link(object.programs().get(0));
    Program program = linked.program();
    assertThat(linked.modules()).containsExactly("first", "second");
    assertThat(linked.missing()).containsExactly("nowhere");
    assertThat(
            IntStream.range(0, program.size())
                .filter(slot -> program.isAt(slot, Op.CALL_KFUNC))
                .mapToObj(slot -> List.of(off(program, slot), Words.imm(program.word(slot)))))
        .containsExactly(
            List.of(0, ofKernel), List.of(1, ofModule), List.of(2, ofOther), List.of(1, ofModule));
    assertThat(linked.moduleVariables().values()).containsOnly("first");
    Slot load = linked.moduleVariables().keySet().iterator().next();
    assertThat(program.isAt(load.number(), Op.LDDW_BTF_ID)).isTrue();
    assertThat(Words.imm(program.word(load.number()))).isEqualTo(number);
  }

  private static int off(Program program, int slot) {
    return Words.off(program.word(slot));
  }

  /** Keeps what a program is said to be signed with, and loads it without. */
  private static final class Unsigned extends PassingSyscalls {
    private static final int SIGNATURE_AT = 152;

    private byte[] signature = {};
    private int keyring;

    @Override
    public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
      if (call == Syscall.BPF && a == BpfCommand.PROG_LOAD.value()) {
        ByteBuffer attr = system.view(b, (int) c);
        int size = attr.getInt(SIGNATURE_AT + 8);
        if (size > 0) {
          signature = new byte[size];
          system.view(attr.getLong(SIGNATURE_AT), size).get(0, signature);
          keyring = attr.getInt(SIGNATURE_AT + 12);
          attr.putLong(SIGNATURE_AT, 0).putLong(SIGNATURE_AT + 8, 0);
        }
      }
      return system.call(call, a, b, c, d, e, f);
    }
  }

  @Test
  @KernelTest
  void signaturesGoAlong() {
    Unsigned kernel = new Unsigned();
    byte[] signature = {0x30, (byte) 0x82, 1, 2, 3};
    ProgramSpec spec =
        ProgramSpec.of("signed", ProgramType.SOCKET_FILTER, Counter.assemble("r0 = 0\nexit\n"))
            .withSignature(new ProgramSpec.Signature(signature, 0x1234_5678));
    try (KernelProgram program = new Kernel(kernel).load(spec)) {
      assertThat(program.info().name()).isEqualTo("signed");
    }
    assertThat(kernel.signature).isEqualTo(signature);
    assertThat(kernel.keyring).isEqualTo(0x1234_5678);
  }
}
