package dev.jbpf.elf.bpf;

import dev.jbpf.btf.ConfigLayout;
import dev.jbpf.elf.bpf.read.ProgramImage;
import dev.jbpf.elf.extern.Extern;
import dev.jbpf.elf.extern.ExternResolver;
import dev.jbpf.elf.extern.Externs;
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

  static Optional<ExternLinks> of(ObjectParts parts, LinkTarget target) {
    return parts
        .externs()
        .map(all -> new ExternLinks(all, new ExternResolver(parts.types().orElseThrow(), target)));
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
      OptionalLong id = found(function, resolver.function(function));
      Op op = id.isPresent() ? Op.CALL_KFUNC : Op.CALL;
      int target =
          id.isPresent() ? (int) id.getAsLong() : MISSING_FUNCTION + externs.number(symbol);
      image.set(at, Words.pack(op, 0, 0, 0, target));
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
        set(at, Op.LDDW, found(address, resolver.address(address)).orElse(0));
      } else {
        OptionalLong id =
            extern instanceof Extern.Function function
                ? resolver.function(function)
                : resolver.variable((Extern.Variable) extern);
        boolean isThere = found(extern, id).isPresent();
        set(at, isThere ? Op.LDDW_BTF_ID : Op.LDDW, id.orElse(0));
      }
    }

    private OptionalLong found(Extern extern, OptionalLong found) {
      if (found.isEmpty()) {
        missing.add(extern.name());
      }
      return found;
    }

    private void set(int at, Op op, long value) {
      int dst = Words.dst(image.word(at));
      image.set(at, Words.pack(op, dst, 0, 0, (int) value));
      image.set(at + 1, Words.withImm(0, (int) (value >>> Integer.SIZE)));
    }
  }
}
