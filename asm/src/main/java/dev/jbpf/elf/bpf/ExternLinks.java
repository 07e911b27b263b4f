package dev.jbpf.elf.bpf;

import dev.jbpf.btf.ConfigLayout;
import dev.jbpf.elf.bpf.read.ProgramImage;
import dev.jbpf.elf.extern.Extern;
import dev.jbpf.elf.extern.ExternResolver;
import dev.jbpf.elf.extern.Externs;
import dev.jbpf.elf.extern.FoundExtern;
import dev.jbpf.elf.extern.LinkTarget;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Writes into instructions where the kernel has what an object refers to. */
final class ExternLinks {
  /** A helper that no kernel has, as libbpf marks calls that nothing may reach. */
  private static final int MISSING_FUNCTION = 2_002_000_000;

  private final Externs externs;
  private final ExternResolver resolver;

  private ExternLinks(Externs externs, ExternResolver resolver) {
    this.externs = externs;
    this.resolver = resolver;
  }

  static Optional<ExternLinks> of(LinkableObject parts, LinkTarget target) {
    if (parts.externs().isEmpty()) {
      return Optional.empty();
    }
    ExternResolver resolver = new ExternResolver(parts.types().orElseThrow(), target);
    return Optional.of(new ExternLinks(parts.externs().get(), resolver));
  }

  /** What one program refers to of a kernel. */
  final class InProgram {
    private final ProgramImage image;
    private final Set<String> missing = new LinkedHashSet<>();

    InProgram(ProgramImage image) {
      this.image = image;
    }

    /** The weak symbols that the kernel does not have. */
    Set<String> missing() {
      return missing;
    }

    /** Has the call at that slot of the image call {@code symbol}; whether that is the kernel's. */
    boolean call(int at, String symbol) {
      if (!(externs.find(symbol).orElse(null) instanceof Extern.Function function)) {
        return false;
      }
      Optional<FoundExtern> found = resolver.function(function);
      note(function, found.isPresent());
      int module = found.flatMap(FoundExtern::module).map(image::module).orElse(0);
      image.set(
          at,
          found.isPresent()
              ? Words.pack(Op.CALL_KFUNC, 0, 0, module, found.get().id())
              : Words.pack(Op.CALL, 0, 0, 0, MISSING_FUNCTION + externs.number(symbol)));
      return true;
    }

    /** Has the load at that slot of the image load {@code symbol}; whether that is the kernel's. */
    boolean load(int at, String symbol) {
      Optional<Extern> extern = externs.find(symbol);
      extern.ifPresent(found -> load(at, found));
      return extern.isPresent();
    }

    private void load(int at, Extern extern) {
      if (extern instanceof Extern.Setting setting) {
        set(at, Op.LDDW_MAP_VALUE, (long) setting.variable().offset() << Integer.SIZE);
        image.refer(at, ConfigLayout.SECTION);
      } else if (extern instanceof Extern.Address address) {
        OptionalLong found = resolver.address(address);
        note(address, found.isPresent());
        set(at, Op.LDDW, found.orElse(0));
      } else {
        loadTyped(at, extern);
      }
    }

    private void loadTyped(int at, Extern extern) {
      Optional<FoundExtern> found =
          extern instanceof Extern.Function function
              ? resolver.function(function)
              : resolver.variable((Extern.Variable) extern);
      note(extern, found.isPresent());
      set(at, found.isPresent() ? Op.LDDW_BTF_ID : Op.LDDW, found.map(FoundExtern::id).orElse(0));
      found.flatMap(FoundExtern::module).ifPresent(module -> image.moduleVariable(at, module));
    }

    private void note(Extern extern, boolean isFound) {
      if (!isFound) {
        missing.add(extern.name());
      }
    }

    private void set(int at, Op op, long value) {
      int dst = Words.dst(image.word(at));
      image.set(at, Words.pack(op, dst, 0, 0, (int) value));
      image.set(at + 1, Words.withImm(0, (int) (value >>> Integer.SIZE)));
    }
  }
}
