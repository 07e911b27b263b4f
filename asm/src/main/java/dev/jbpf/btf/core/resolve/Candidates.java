package dev.jbpf.btf.core.resolve;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.Flavour;
import dev.jbpf.btf.core.CoreTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which types of a kernel may be what an object means: those of its name, flavours aside, and of
 * its kind. Types that were found not to have what others of that name have are left out from then
 * on: several types of one name can be told apart by their members.
 */
final class Candidates {
  private final Btf local;
  private final CoreTypes types;
  private final Map<Integer, List<Candidate>> known = new HashMap<>();

  /** A type of the kernel or of a module. */
  record Candidate(Btf types, int id) {}

  Candidates(Btf local, CoreTypes types) {
    this.local = local;
    this.types = types;
  }

  List<Candidate> of(int type) {
    return known.computeIfAbsent(type, this::find);
  }

  /** From now on these are all that type {@code type} may be. */
  void keep(int type, List<Candidate> some) {
    known.put(type, List.copyOf(some));
  }

  private List<Candidate> find(int type) {
    Optional<Btf> kernel = types.kernel();
    if (kernel.isEmpty()) {
      return List.of(new Candidate(local, type));
    }
    String name = Flavour.essential(local.name(type));
    List<Candidate> own = in(kernel.get(), name, type).toList();
    return own.isEmpty()
        ? types.modules().stream().flatMap(module -> in(module, name, type)).toList()
        : own;
  }

  private Stream<Candidate> in(Btf target, String name, int type) {
    return target
        .flavours(name)
        .filter(id -> Likeness.isOneKind(local.kind(type), target.kind(id)))
        .mapToObj(id -> new Candidate(target, id));
  }
}
