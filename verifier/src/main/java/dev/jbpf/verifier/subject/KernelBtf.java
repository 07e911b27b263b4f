package dev.jbpf.verifier.subject;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.elf.extern.LinkTarget;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.verifier.types.KernelView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The types of a kernel (BTF), or that nobody knows them. They are read when a verdict depends on
 * them, once: programs that touch no object of the kernel pay nothing.
 */
public final class KernelBtf {
  private static final Path RUNNING = Path.of("/sys/kernel/btf/vmlinux");
  private static final KernelBtf NONE = new KernelBtf(Optional::empty);
  private static final KernelBtf OF_RUNNING =
      new KernelBtf(
          () -> Files.isReadable(RUNNING) ? Optional.of(read(RUNNING)) : Optional.empty());

  private final Supplier<Optional<KernelView>> reader;
  private volatile Optional<Optional<KernelView>> known = Optional.empty();

  private KernelBtf(Supplier<Optional<Btf>> reader) {
    this.reader = () -> reader.get().map(KernelView::new);
  }

  /** {@return that they are not known: what depends on them is undecided} */
  public static KernelBtf unknown() {
    return NONE;
  }

  /** {@return these types} */
  public static KernelBtf of(Btf types) {
    return new KernelBtf(() -> Optional.of(types));
  }

  /**
   * {@return the types in {@code file}, such as {@code /sys/kernel/btf/vmlinux}, which is read when
   * something depends on them} An {@link UncheckedIOException} then says that it cannot be, a
   * {@link dev.jbpf.btf.BtfException} that it holds none.
   */
  public static KernelBtf in(Path file) {
    return new KernelBtf(() -> Optional.of(read(file)));
  }

  /** {@return the types of the kernel that this runs on; unknown if it does not show them} */
  public static KernelBtf ofRunningKernel() {
    return OF_RUNNING;
  }

  /**
   * {@return the types of the kernel that this runs on if it is of that version; else that they are
   * not known}
   */
  public static KernelBtf ofRunningKernel(KernelVersion version) {
    try {
      boolean isRunning = KernelVersion.parse(System.getProperty("os.version", "")).equals(version);
      return isRunning ? OF_RUNNING : NONE;
    } catch (IllegalArgumentException e) {
      return NONE;
    }
  }

  private static Btf read(Path file) {
    try {
      return Btf.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the kernel's types, " + file, e);
    }
  }

  /** {@return whether there are any to ask, without reading them} */
  public boolean isKnown() {
    return this != NONE && (this != OF_RUNNING || Files.isReadable(RUNNING));
  }

  /**
   * {@return the kernel that programs are linked for} If its types are not known they are an
   * object's own, and what the object names of the kernel has the number 0, which nobody knows.
   */
  @SuppressWarnings("exports") // as BpfObjectFile.linker, which it is for
  public LinkTarget forPrograms() {
    return isKnown()
        ? new Linked(CoreTypes.of(() -> types().orElseThrow(), List::of), OptionalLong.empty())
        : new Linked(CoreTypes.own(), OptionalLong.of(0));
  }

  /** No verdict depends on which address of the kernel's a program has. */
  private record Linked(CoreTypes types, OptionalLong number) implements LinkTarget {
    private static final long SOMEWHERE = 0xffff_ffff_8100_0000L;

    @Override
    public OptionalLong address(String symbol) {
      return OptionalLong.of(SOMEWHERE);
    }

    @Override
    public OptionalLong function(String name) {
      return number;
    }

    @Override
    public OptionalLong variable(String name) {
      return number;
    }
  }

  /** {@return the types, read now if they were not before; empty if they are not known} */
  public Optional<Btf> types() {
    return view().map(KernelView::types);
  }

  /** {@return the same, as the verifier looks at them} */
  @SuppressWarnings("exports")
  public Optional<KernelView> view() {
    Optional<Optional<KernelView>> found = known;
    return found.isPresent() ? found.get() : readOnce();
  }

  private synchronized Optional<KernelView> readOnce() {
    if (known.isEmpty()) {
      known = Optional.of(reader.get());
    }
    return known.get();
  }
}
