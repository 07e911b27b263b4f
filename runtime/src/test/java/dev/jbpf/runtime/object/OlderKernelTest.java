package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.OlderBtf;
import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.data.Variable;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.PassingSyscalls;
import dev.jbpf.runtime.types.LoadedTypes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects on kernels that know less, as this one plays them. */
@KernelTest
@SuppressWarnings("try") // links are there to be closed
class OlderKernelTest {
  /** This kernel takes older types as well, so that it tells whether they are right. */
  @ParameterizedTest
  @EnumSource(OlderBtf.Feature.class)
  void typesThatAnOlderKernelTakesThisOneTakesToo(OlderBtf.Feature feature) throws IOException {
    for (String name : List.of("maps", "globals", "subprograms", "nested", "kinds")) {
      byte[] types =
          BpfObjectFile.read(Files.readAllBytes(CompiledObjects.clang(name)))
              .typeBytes()
              .orElseThrow();
      try (LoadedTypes loaded = Kernel.local().loadTypes(OlderBtf.before(feature, types))) {
        assertThat(loaded.descriptor()).isNotNull();
      }
    }
  }

  /** The first so many times that a command is called it fails as if it were not known. */
  private static final class Lacking extends PassingSyscalls {
    private final BpfCommand command;
    private int left;

    Lacking(BpfCommand command, int times) {
      this.command = command;
      this.left = times;
    }

    @Override
    public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
      return call == Syscall.BPF && a == command.value() && left-- > 0
          ? Errno.EINVAL.result()
          : system.call(call, a, b, c, d, e, f);
    }
  }

  /** Refuses programs that call what kernels have since 5.5, with the words of those before. */
  private static final class WithoutNewReads extends PassingSyscalls {
    private static final int INSTRUCTIONS_AT = 4;
    private static final int LOG_AT = 28;
    private static final int CALL = 0x85;

    private int refused;

    @Override
    public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
      if (call == Syscall.BPF && a == BpfCommand.PROG_LOAD.value()) {
        ByteBuffer attr = system.view(b, 64);
        int slot = newRead(attr);
        if (slot >= 0) {
          refused++;
          explain(attr, slot);
          return Errno.EINVAL.result();
        }
      }
      return system.call(call, a, b, c, d, e, f);
    }

    private int newRead(ByteBuffer attr) {
      int count = attr.getInt(INSTRUCTIONS_AT);
      ByteBuffer code = system.view(attr.getLong(8), count * 8);
      for (int slot = 0; slot < count; slot++) {
        int helper = code.getInt(slot * 8 + 4);
        if (code.getShort(slot * 8) == CALL && helper >= 112 && helper <= 115) {
          return slot;
        }
      }
      return -1;
    }

    private void explain(ByteBuffer attr, int slot) {
      int size = attr.getInt(LOG_AT);
      if (size > 0) {
        String log = slot + ": (85) call unknown#112\ninvalid func unknown#112\0";
        system.view(attr.getLong(LOG_AT + 4), size).put(0, log.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void readsOfMemoryAreThoseThatAnOlderKernelHas() {
    WithoutNewReads older = new WithoutNewReads();
    try (BpfObject object =
        BpfObject.open(CompiledObjects.clang("olderreads")).load(new Kernel(older))) {
      assertThat(older.refused).isPositive();
      Program spec = object.program("reads").spec().program();
      assertThat(IntStream.range(0, spec.size()).filter(slot -> spec.isAt(slot, Op.CALL)))
          .extracting(slot -> Words.imm(spec.word(slot)))
          .containsExactly(4, 4, 45, 45);
    }
  }

  private static void counts(OpenObject open, Kernel kernel, String loss) {
    try (BpfObject object = open.load(kernel);
        Link links = object.attachAll()) {
      assertThat(object.losses()).first().asString().contains(loss).contains("EINVAL");
      Trigger.closeMagic(3);
      Variable<Long> total = object.variable("total", Codec.U64);
      assertThat(total.get()).isEqualTo(3);
      total.set(10L);
      Trigger.closeMagic(1);
      assertThat(total.get()).isEqualTo(11);
      assertThat(object.variable("start", Codec.U64).get()).isEqualTo(104);
      assertThat(object.variable("step", Codec.U32).get()).isEqualTo(1);
    }
  }

  /** Each refusal is two calls: the second one asks for the reason. */
  @DisplayName("O2: what of the types is given up is told")
  @ParameterizedTest
  @CsvSource({
    "2, no layouts of kinds in the types",
    "4, no names of sections that start with a question mark in the types",
    "6, no enumerations of 64 bits in the types",
    "10, no tags of declarations in the types",
    "16, no variables and their sections in the types",
    "18, 'no functions, and so no lines of the source, in the types'",
    "100, no types: ",
  })
  void typesAreGivenUpOneAfterAnother(int refused, String loss) {
    counts(
        BpfObject.open(CompiledObjects.clang("globals")),
        new Kernel(new Lacking(BpfCommand.BTF_LOAD, refused)),
        loss);
  }

  /** Refused with types, and without them: the third try is for an array that is not mapped. */
  @ParameterizedTest
  @CsvSource({"1, has no types of keys and values", "2, cannot be mapped into memory"})
  void variablesAreReadWithoutBeingMapped(int refused, String loss) {
    counts(
        BpfObject.open(CompiledObjects.clang("globals")),
        new Kernel(new Lacking(BpfCommand.MAP_CREATE, refused)),
        loss);
  }
}
