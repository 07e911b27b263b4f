package dev.jbpf.runtime;

import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.TypesInfoField;

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
