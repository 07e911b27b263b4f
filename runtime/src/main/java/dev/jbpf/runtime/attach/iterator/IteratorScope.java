package dev.jbpf.runtime.attach.iterator;

import dev.jbpf.kernel.CgroupIterOrder;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.attach.link.OpenFile;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Which part of what there is an iterator goes through.
 *
 * <p>Source: {@code union bpf_iter_link_info} in {@code include/uapi/linux/bpf.h}.
 */
public final class IteratorScope {
  private static final int SIZE = 16;

  private final String name;
  private final Function<BpfSyscalls, Open> opener;

  private IteratorScope(String name, Function<BpfSyscalls, Open> opener) {
    this.name = name;
    this.opener = opener;
  }

  /** What the kernel is told, and what holds what that speaks of. */
  @SuppressWarnings("exports")
  public record Open(byte[] info, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  /** {@return the elements of one map, for {@code bpf_map_elem}, {@code sockmap} and such} */
  public static IteratorScope elementsOf(KernelMap<?, ?> map) {
    return new IteratorScope(map.toString(), syscalls -> descriptor(map.descriptor(), 0, 0));
  }

  /** {@return one thread, for {@code task}, {@code task_file} and {@code task_vma}; since 6.1} */
  public static IteratorScope thread(int number) {
    return new IteratorScope("thread " + number, syscalls -> numbers(number, 0, 0));
  }

  /** {@return all threads of one process; since 6.1} */
  public static IteratorScope process(int number) {
    return new IteratorScope("process " + number, syscalls -> numbers(0, number, 0));
  }

  /** {@return all threads of the process of a descriptor that pidfd_open(2) gave; since 6.1} */
  public static IteratorScope processOf(int descriptor) {
    return new IteratorScope(
        "process of descriptor " + descriptor, syscalls -> numbers(0, 0, descriptor));
  }

  /**
   * {@return a control group and those around it, for {@code cgroup}; since 6.1}
   *
   * @param group its folder, under a mount of the version 2 hierarchy
   * @param order which, in what order
   */
  public static IteratorScope controlGroup(Path group, CgroupIterOrder order) {
    return new IteratorScope(
        group + " (" + order.kernelName() + ")", syscalls -> group(syscalls, group, order));
  }

  private static Open group(BpfSyscalls syscalls, Path group, CgroupIterOrder order) {
    Descriptor file = OpenFile.forReading(syscalls, group);
    Open open = descriptor(file, order.value(), Integer.BYTES);
    return new Open(
        open.info(),
        () -> {
          open.close();
          file.close();
        });
  }

  private static Open descriptor(Descriptor descriptor, int first, int at) {
    ByteBuffer info = info().putInt(0, first);
    return new Open(info.putInt(at, descriptor.acquire()).array(), descriptor::release);
  }

  private static Open numbers(int thread, int process, int descriptor) {
    byte[] info = info().putInt(thread).putInt(process).putInt(descriptor).array();
    return new Open(info, () -> {});
  }

  private static ByteBuffer info() {
    return ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());
  }

  /** {@return what a link is made from; for other parts of this library} */
  @SuppressWarnings("exports")
  public Open open(BpfSyscalls syscalls) {
    return opener.apply(syscalls);
  }

  /** {@return what it is, in words} */
  @Override
  public String toString() {
    return name;
  }
}
