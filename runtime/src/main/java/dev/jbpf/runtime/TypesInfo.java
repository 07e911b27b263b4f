package dev.jbpf.runtime;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.sys.AttrField;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.ProgramInfoField;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.TypesInfoField;
import java.nio.ByteOrder;

/**
 * What the kernel knows about types (BTF) that it holds.
 *
 * @param id its number among all types of the system
 * @param bytes the size of the types
 * @param name {@code vmlinux} or a module's for those of the kernel itself, otherwise empty
 * @param isKernel whether they are those of the kernel or a module
 */
public record TypesInfo(long id, long bytes, String name, boolean isKernel) {
  private static final int LONGEST_NAME = 64;

  /** {@return the types that {@code program} was loaded with; none, if it has none} */
  public static Btf contents(KernelProgram program) {
    Kernel kernel = program.kernel();
    Struct info = new Struct(kernel.syscalls(), ProgramInfoField.BYTES);
    ObjectInfo.query(kernel, program.descriptor(), info);
    long id = info.get(ProgramInfoField.BTF_ID);
    if (id == 0) {
      return Btf.parse(new BtfBuilder(ByteOrder.nativeOrder()).toBytes());
    }
    Struct attr = kernel.scratch().attr().set(AttrField.ID_START_ID, id);
    int fd = kernel.require(BpfCommand.BTF_GET_FD_BY_ID, attr, "cannot open types " + id);
    try (Descriptor types = new Descriptor(kernel.syscalls(), "types " + id, fd)) {
      NativeMemory bytes = NativeMemory.ofSize(kernel.syscalls(), (int) of(kernel, types).bytes());
      ObjectInfo.query(
          kernel,
          types,
          new Struct(kernel.syscalls(), TypesInfoField.BYTES)
              .set(TypesInfoField.BTF, bytes.address())
              .set(TypesInfoField.BTF_SIZE, bytes.size()));
      return Btf.parse(bytes.copy(0, bytes.size()));
    }
  }

  /** {@return that of the types behind a descriptor} */
  @SuppressWarnings("exports")
  public static TypesInfo of(Kernel kernel, Descriptor types) {
    NativeMemory name = NativeMemory.ofSize(kernel.syscalls(), LONGEST_NAME);
    Struct info =
        new Struct(kernel.syscalls(), TypesInfoField.BYTES)
            .set(TypesInfoField.NAME, name.address())
            .set(TypesInfoField.NAME_LEN, LONGEST_NAME);
    ObjectInfo.query(kernel, types, info);
    return new TypesInfo(
        info.get(TypesInfoField.ID),
        info.get(TypesInfoField.BTF_SIZE),
        name.text(0, LONGEST_NAME),
        info.get(TypesInfoField.KERNEL_BTF) != 0);
  }
}
