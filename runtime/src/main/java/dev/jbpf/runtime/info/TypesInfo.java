package dev.jbpf.runtime.info;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.call.ObjectInfo;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import dev.jbpf.runtime.sys.field.ProgramInfoField;
import dev.jbpf.runtime.sys.field.TypesInfoField;
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
  @SuppressWarnings("exports")
  public static Btf contents(BpfCalls calls, Descriptor program) {
    Struct info = new Struct(calls.syscalls(), ProgramInfoField.BYTES);
    ObjectInfo.query(calls, program, info);
    long id = info.get(ProgramInfoField.BTF_ID);
    if (id == 0) {
      return Btf.parse(new BtfBuilder(ByteOrder.nativeOrder()).toBytes());
    }
    Struct attr = calls.scratch().attr().set(AttrField.ID_START_ID, id);
    int fd = calls.require(BpfCommand.BTF_GET_FD_BY_ID, attr, "cannot open types " + id);
    try (Descriptor types = new Descriptor(calls.syscalls(), "types " + id, fd)) {
      NativeMemory bytes = NativeMemory.ofSize(calls.syscalls(), (int) of(calls, types).bytes());
      ObjectInfo.query(
          calls,
          types,
          new Struct(calls.syscalls(), TypesInfoField.BYTES)
              .set(TypesInfoField.BTF, bytes.address())
              .set(TypesInfoField.BTF_SIZE, bytes.size()));
      return Btf.parse(bytes.copy(0, bytes.size()));
    }
  }

  /** {@return that of the types behind a descriptor} */
  @SuppressWarnings("exports")
  public static TypesInfo of(BpfCalls calls, Descriptor types) {
    NativeMemory name = NativeMemory.ofSize(calls.syscalls(), LONGEST_NAME);
    Struct info =
        new Struct(calls.syscalls(), TypesInfoField.BYTES)
            .set(TypesInfoField.NAME, name.address())
            .set(TypesInfoField.NAME_LEN, LONGEST_NAME);
    ObjectInfo.query(calls, types, info);
    return new TypesInfo(
        info.get(TypesInfoField.ID),
        info.get(TypesInfoField.BTF_SIZE),
        name.text(0, LONGEST_NAME),
        info.get(TypesInfoField.KERNEL_BTF) != 0);
  }
}
