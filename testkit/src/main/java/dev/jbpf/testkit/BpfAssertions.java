package dev.jbpf.testkit;

import dev.jbpf.classes.ClassObjects;
import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.MapDef;
import dev.jbpf.testkit.world.ObjectPart;
import dev.jbpf.testkit.world.RunInput;
import dev.jbpf.vm.VmObject;
import java.util.List;
import java.util.Optional;

/**
 * Assertions on programs, to be imported statically.
 *
 * <pre>{@code
 * assertThat(program).ofType(XDP).withPacket(bytes).returns(XdpAction.DROP);
 * assertThat("r0 = 0x1ffffffff\nexit").failsToAssembleWith("imm-range");
 * }</pre>
 */
public final class BpfAssertions {
  private BpfAssertions() {}

  /** {@return assertions on {@code program}, which runs on the engine of the test} */
  public static ProgramAssert assertThat(Program program) {
    return new ProgramAssert(program);
  }

  /** {@return assertions on a program with its type and its maps, new ones each time} */
  public static ProgramAssert assertThat(ProgramDef definition) {
    if (!definition.globals().isEmpty()) {
      return assertThat(ObjectPart.file(List.of(definition))).program(definition.name());
    }
    RunInput input = RunInput.NONE.withKind(definition.kind());
    for (MapDef<?, ?> map : definition.maps()) {
      input = input.withMap(map);
    }
    return new ProgramAssert(definition.program(), input);
  }

  /** {@return assertions on an object: on its programs, beside their maps and variables} */
  public static ObjectAssert assertThat(BpfObjectFile object) {
    return new ObjectAssert(object, Optional.empty());
  }

  /**
   * {@return assertions on what {@code object} was loaded from: its programs run beside new maps
   * and variables, and verifiers are asked about them}
   */
  public static ObjectAssert assertThat(VmObject object) {
    return new ObjectAssert(object.contents(), Optional.empty());
  }

  /**
   * {@return assertions on the methods of {@code type} that are programs, as on those of an object}
   *
   * @throws IllegalArgumentException if a method does what programs cannot, with the line
   * @throws IllegalStateException if {@code jbpf-methods} is missing, and no object is packed
   */
  public static ObjectAssert assertThat(Class<?> type) {
    return new ObjectAssert(ClassObjects.of(type), Optional.of(type));
  }

  /** {@return assertions on a program in any dialect of assembly} */
  public static SourceAssert assertThat(String source) {
    return new SourceAssert(source);
  }
}
