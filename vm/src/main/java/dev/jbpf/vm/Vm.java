package dev.jbpf.vm;

import dev.jbpf.code.Program;
import dev.jbpf.vm.exec.Code;
import dev.jbpf.vm.exec.Executable;
import dev.jbpf.vm.exec.HelperCall;
import dev.jbpf.vm.exec.HelperFunction;
import dev.jbpf.vm.exec.Linkage;
import dev.jbpf.vm.memory.AddressSpace;
import java.util.Optional;
import java.util.OptionalLong;

/** A world for programs: maps, helpers, a clock. Programs of one world share its maps. */
public final class Vm {
  private final VmOptions options;
  private final AddressSpace space = new AddressSpace();

  private Vm(VmOptions options) {
    this.options = options;
  }

  /** {@return a world of these options, without maps yet} */
  public static Vm create(VmOptions options) {
    return new Vm(options);
  }

  /** {@return {@code program}, alone in a world of its own} */
  public static LoadedProgram load(Program program, VmOptions options) {
    return create(options).load(program);
  }

  /**
   * {@return {@code program}, ready to run here}
   *
   * @throws IllegalArgumentException if it is larger than the kernel's limit of 1,000,000 slots
   */
  public LoadedProgram load(Program program) {
    return new LoadedProgram(this, Code.decode(program, new Links()), options.engine());
  }

  /** {@return what this world is like} */
  public VmOptions options() {
    return options;
  }

  AddressSpace space() {
    return space;
  }

  Optional<Executable> tailCall(HelperCall call, long map, long index) {
    return Optional.empty();
  }

  private final class Links implements Linkage {
    @Override
    public Optional<HelperFunction> helper(int id) {
      return Optional.ofNullable(options.helpers().get(id));
    }

    @Override
    public Optional<HelperFunction> kfunc(int id) {
      return Optional.ofNullable(options.kfuncs().get(id));
    }

    @Override
    public OptionalLong map(int descriptor) {
      return OptionalLong.empty();
    }

    @Override
    public OptionalLong mapValue(int descriptor, int offset) {
      return OptionalLong.empty();
    }

    @Override
    public Optional<Integer> descriptorAt(int index) {
      return Optional.empty();
    }
  }
}
