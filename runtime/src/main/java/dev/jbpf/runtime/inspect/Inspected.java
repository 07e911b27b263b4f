package dev.jbpf.runtime.inspect;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.info.TypesInfo;
import dev.jbpf.runtime.pin.Pins;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import dev.jbpf.runtime.sys.field.TypesInfoField;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.Map;

/** An object of the kernel's that is looked at: it stays while this is open. */
public final class Inspected implements AutoCloseable {
  private final Kernel kernel;
  private final ObjectKind kind;
  private final Descriptor descriptor;

  Inspected(Kernel kernel, ObjectKind kind, int fd, String what) {
    this.kernel = kernel;
    this.kind = kind;
    this.descriptor = new Descriptor(kernel.calls().syscalls(), what, fd);
  }

  /** {@return what it is} */
  public ObjectKind kind() {
    return kind;
  }

  /**
   * {@return what the kernel tells of this program}
   *
   * @throws IllegalStateException if it is none
   */
  public ProgramDetails program() {
    return new ProgramReader(require(ObjectKind.PROGRAM)).read();
  }

  /**
   * {@return the lines and functions of this program; without any where it has no types}
   *
   * @throws IllegalStateException if it is none
   */
  public ProgramSource source() {
    return new ProgramReader(require(ObjectKind.PROGRAM)).source();
  }

  /**
   * {@return what the kernel tells of this map}
   *
   * @throws IllegalStateException if it is none
   */
  public MapDetails map() {
    return MapDetails.of(require(ObjectKind.MAP));
  }

  /**
   * {@return what the kernel tells of this link}
   *
   * @throws IllegalStateException if it is none
   */
  public LinkDetails link() {
    return new LinkReader(require(ObjectKind.LINK)).read();
  }

  /**
   * {@return what the kernel tells of these types}
   *
   * @throws IllegalStateException if it is something else
   */
  public TypesInfo typesInfo() {
    return TypesInfo.of(kernel.calls(), require(ObjectKind.TYPES).descriptor);
  }

  /**
   * {@return these types, as {@link dev.jbpf.btf.Btf#parse} takes them; a module's add to the
   * kernel's own}
   *
   * @throws IllegalStateException if it is something else
   */
  public byte[] typeBytes() {
    require(ObjectKind.TYPES);
    int size = (int) query(room(TypesInfoField.BYTES)).get(TypesInfoField.BTF_SIZE);
    NativeMemory bytes = memory(size);
    query(
        room(TypesInfoField.BYTES)
            .set(TypesInfoField.BTF, bytes.address())
            .set(TypesInfoField.BTF_SIZE, size));
    return bytes.copy(0, size);
  }

  /**
   * Takes this link from its place, though others may hold it; since Linux 5.9.
   *
   * @throws dev.jbpf.runtime.error.BpfSyscallException if the kernel refuses: not all kinds can
   * @throws IllegalStateException if it is no link
   */
  public void detach() {
    Struct attr = kernel.calls().scratch().attr();
    attr.set(AttrField.LINK_DETACH_LINK_FD, require(ObjectKind.LINK).descriptor.acquire());
    try {
      kernel.calls().require(BpfCommand.LINK_DETACH, attr, "cannot detach " + this);
    } finally {
      descriptor.release();
    }
  }

  /**
   * Gives it a name in the BPF file system.
   *
   * @param file one that is not there yet, in a folder of bpffs
   * @throws dev.jbpf.runtime.error.BpfSyscallException if the kernel refuses
   */
  public void pin(Path file) {
    Pins.pin(kernel.calls(), descriptor, file);
  }

  private Inspected require(ObjectKind wanted) {
    if (kind != wanted) {
      throw new IllegalStateException(this + " is no " + wanted.noun() + " but a " + kind.noun());
    }
    return this;
  }

  /** Fills {@code info}; what it holds before tells the kernel where to put lists. */
  Struct query(Struct info) {
    Struct attr =
        kernel
            .calls()
            .scratch()
            .attr()
            .set(AttrField.INFO_LEN, info.size())
            .set(AttrField.INFO, info.address());
    attr.set(AttrField.INFO_BPF_FD, descriptor.acquire());
    try {
      kernel.calls().require(BpfCommand.OBJ_GET_INFO_BY_FD, attr, "cannot ask for " + this);
    } finally {
      descriptor.release();
      Reference.reachabilityFence(info);
    }
    return info;
  }

  Struct room(int bytes) {
    return new Struct(kernel.calls().syscalls(), bytes);
  }

  NativeMemory memory(int bytes) {
    return NativeMemory.ofSize(kernel.calls().syscalls(), bytes);
  }

  /** {@return the lines of {@code /proc/self/fdinfo}, by their names} */
  Map<String, String> fdInfo() {
    int fd = descriptor.acquire();
    try {
      return FdInfo.read(Path.of("/proc/self/fdinfo", Integer.toString(fd)));
    } finally {
      descriptor.release();
    }
  }

  /** {@return the descriptor, for other parts of this library} */
  @SuppressWarnings("exports")
  public Descriptor descriptor() {
    return descriptor;
  }

  @Override
  public void close() {
    descriptor.close();
  }

  @Override
  public String toString() {
    return descriptor.toString();
  }
}
