package dev.jbpf.runtime.object.ops;

import dev.jbpf.elf.ops.KernelOps;
import dev.jbpf.elf.ops.StructOps;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ObjectName;
import dev.jbpf.kernel.call.AttachFlags;
import dev.jbpf.runtime.BpfLink;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import dev.jbpf.runtime.types.LoadedTypes;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * A table of functions in the kernel: a map of type {@code STRUCT_OPS}. One of {@code .struct_ops}
 * is at work from the moment on in which it is filled, one of {@code .struct_ops.link} while there
 * is a link.
 */
public final class OpsTable implements AutoCloseable {
  private static final int KEY_BYTES = 4;

  private final Kernel kernel;
  private final StructOps ops;
  private final KernelOps fitted;
  private final Descriptor map;
  private byte[] value = {};
  private boolean isFilled;

  private OpsTable(Kernel kernel, StructOps ops, KernelOps fitted, Descriptor map) {
    this.kernel = kernel;
    this.ops = ops;
    this.fitted = fitted;
    this.map = map;
  }

  /**
   * {@return a table, without functions yet}
   *
   * @param types the object's, in the kernel
   * @throws dev.jbpf.runtime.error.BpfSyscallException if the kernel refuses
   */
  public static OpsTable create(Kernel kernel, StructOps ops, KernelOps fitted, LoadedTypes types) {
    Struct attr =
        kernel
            .calls()
            .scratch()
            .attr()
            .set(AttrField.CREATE_MAP_TYPE, MapType.STRUCT_OPS.value())
            .set(AttrField.CREATE_KEY_SIZE, KEY_BYTES)
            .set(AttrField.CREATE_VALUE_SIZE, fitted.value().length)
            .set(AttrField.CREATE_MAX_ENTRIES, 1)
            .set(AttrField.CREATE_MAP_FLAGS, ops.isLinked() ? AttachFlags.BPF_F_LINK : 0)
            .set(AttrField.CREATE_BTF_VMLINUX_VALUE_TYPE_ID, fitted.valueType())
            .set(AttrField.CREATE_BTF_FD, types.descriptor().acquire());
    try {
      attr.set(AttrField.CREATE_MAP_NAME, ObjectName.shortened(ops.name()));
      int fd =
          kernel
              .calls()
              .require(
                  BpfCommand.MAP_CREATE,
                  attr,
                  "cannot make the table '" + ops.name() + "' of " + ops.kernelName());
      return new OpsTable(
          kernel,
          ops,
          fitted,
          new Descriptor(kernel.calls().syscalls(), "table " + ops.name(), fd));
    } finally {
      types.descriptor().release();
    }
  }

  /** {@return the name of the variable} */
  public String name() {
    return ops.name();
  }

  /**
   * Puts the programs in, on this side: the kernel is given the table, and checks it, when it is
   * attached. So an object loads beside a table that the kernel refuses.
   *
   * @param programs by the names of their functions
   */
  public void fill(Map<String, KernelProgram> programs) {
    ByteBuffer filled = ByteBuffer.wrap(fitted.value().clone()).order(ByteOrder.nativeOrder());
    for (KernelOps.Slot slot : fitted.slots()) {
      KernelProgram program = programs.get(slot.function());
      if (program != null) {
        filled.putLong(slot.offset(), program.descriptor().acquire());
        program.descriptor().release();
      }
    }
    value = filled.array();
  }

  private void update() {
    NativeMemory key = NativeMemory.ofSize(kernel.calls().syscalls(), KEY_BYTES);
    NativeMemory bytes = NativeMemory.copyOf(kernel.calls().syscalls(), value);
    Struct attr =
        kernel
            .calls()
            .scratch()
            .attr()
            .set(AttrField.ELEMENT_KEY, key.address())
            .set(AttrField.ELEMENT_VALUE, bytes.address());
    call(
        BpfCommand.MAP_UPDATE_ELEM,
        attr,
        "cannot fill the table '" + ops.name() + "' of " + ops.kernelName());
    Reference.reachabilityFence(key);
    Reference.reachabilityFence(bytes);
  }

  private void call(BpfCommand command, Struct attr, String what) {
    attr.set(AttrField.ELEMENT_MAP_FD, map.acquire());
    try {
      kernel.calls().require(command, attr, what);
    } finally {
      map.release();
    }
  }

  /**
   * Has {@code program} work for it.
   *
   * @throws dev.jbpf.runtime.error.BpfSyscallException if the kernel refuses
   */
  public void associate(KernelProgram program) {
    Struct attr = kernel.calls().scratch().attr();
    attr.set(AttrField.PROG_ASSOC_STRUCT_OPS_MAP_FD, map.acquire())
        .set(AttrField.PROG_ASSOC_STRUCT_OPS_PROG_FD, program.descriptor().acquire());
    try {
      kernel
          .calls()
          .require(
              BpfCommand.PROG_ASSOC_STRUCT_OPS,
              attr,
              "cannot have " + program + " work for the table '" + ops.name() + "'");
    } finally {
      program.descriptor().release();
      map.release();
    }
  }

  /**
   * Lets the kernel use it.
   *
   * @return what takes it away again
   * @throws dev.jbpf.runtime.error.BpfSyscallException if the kernel refuses
   */
  public Link attach() {
    if (!ops.isLinked()) {
      update();
      return this::remove;
    }
    if (!isFilled) {
      update();
      isFilled = true;
    }
    Struct attr =
        kernel
            .calls()
            .scratch()
            .attr()
            .set(AttrField.LINK_CREATE_ATTACH_TYPE, AttachType.STRUCT_OPS.value())
            .set(AttrField.LINK_CREATE_MAP_FD, map.acquire());
    try {
      int fd =
          kernel
              .calls()
              .require(
                  BpfCommand.LINK_CREATE, attr, "cannot attach the table '" + ops.name() + "'");
      return new BpfLink(kernel, fd, "link to table " + ops.name());
    } finally {
      map.release();
    }
  }

  private void remove() {
    NativeMemory key = NativeMemory.ofSize(kernel.calls().syscalls(), KEY_BYTES);
    Struct attr = kernel.calls().scratch().attr().set(AttrField.ELEMENT_KEY, key.address());
    call(BpfCommand.MAP_DELETE_ELEM, attr, "cannot take away the table '" + ops.name() + "'");
    Reference.reachabilityFence(key);
  }

  @Override
  public void close() {
    map.close();
  }
}
