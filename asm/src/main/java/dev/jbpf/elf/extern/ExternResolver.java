package dev.jbpf.elf.extern;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.Flavour;
import dev.jbpf.btf.core.resolve.TypeMake;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Finds an object's externs in one kernel. Not thread-safe. */
public final class ExternResolver {
  private final Btf local;
  private final LinkTarget target;
  private final Map<String, OptionalLong> addresses = new HashMap<>();
  private final Map<String, Optional<FoundExtern>> known = new HashMap<>();

  /** For an object whose types are {@code local}. */
  public ExternResolver(Btf local, LinkTarget target) {
    this.local = local;
    this.target = target;
  }

  /**
   * {@return the symbol's address}
   *
   * @throws IllegalArgumentException if the kernel has none, and the object cannot do without
   */
  public OptionalLong address(Extern.Address symbol) {
    OptionalLong found = addresses.computeIfAbsent(symbol.name(), target::address);
    require(symbol, found.isPresent(), "symbol");
    return found;
  }

  /**
   * {@return the number of the kernel's variable of that name and type}
   *
   * @throws IllegalArgumentException if the kernel has none, and the object cannot do without; or
   *     it is of another type
   */
  public Optional<FoundExtern> variable(Extern.Variable variable) {
    return required(
        variable,
        known.computeIfAbsent(
            variable.name(),
            name ->
                numbered(target.variable(name))
                    .or(() -> find(variable, name, variable.type(), BtfKind.VAR))),
        "variable in its types");
  }

  /**
   * {@return the number of the kernel's function of that name and prototype}
   *
   * @throws IllegalArgumentException as {@link #variable} does
   */
  public Optional<FoundExtern> function(Extern.Function function) {
    return required(
        function,
        known.computeIfAbsent(
            function.name(),
            name -> {
              String essential = Flavour.essential(name);
              return numbered(target.function(essential))
                  .or(() -> find(function, essential, function.type(), BtfKind.FUNC));
            }),
        "function for programs (kfunc)");
  }

  private static Optional<FoundExtern> numbered(OptionalLong own) {
    return own.isPresent()
        ? Optional.of(new FoundExtern((int) own.getAsLong(), Optional.empty()))
        : Optional.empty();
  }

  private Optional<FoundExtern> required(Extern extern, Optional<FoundExtern> found, String what) {
    require(extern, found.isPresent(), what);
    return found;
  }

  private void require(Extern extern, boolean isFound, String what) {
    if (!isFound && !extern.isWeak()) {
      throw new IllegalArgumentException(
          String.format(
              "'%s' is the kernel's (.ksyms), and %s no such %s; declare it __weak where programs"
                  + " can do without it",
              extern.name(),
              target.types().kernel().isPresent() ? "this one has" : "without a kernel there is",
              what));
    }
  }

  /** In the kernel itself, and then in its modules. */
  private Optional<FoundExtern> find(Extern extern, String name, int type, BtfKind kind) {
    Optional<Btf> kernel = target.types().kernel();
    OptionalInt id = kernel.map(types -> types.find(name, kind)).orElse(OptionalInt.empty());
    if (id.isPresent()) {
      return alike(extern, type, kernel.get(), new FoundExtern(id.getAsInt(), Optional.empty()));
    }
    for (Map.Entry<String, Btf> module : target.types().namedModules().entrySet()) {
      OptionalInt own = module.getValue().find(name, kind);
      if (own.isPresent()) {
        return alike(
            extern,
            type,
            module.getValue(),
            new FoundExtern(own.getAsInt(), Optional.of(module.getKey())));
      }
    }
    return Optional.empty();
  }

  private Optional<FoundExtern> alike(Extern extern, int type, Btf types, FoundExtern found) {
    int theirs = declared(types, found.id());
    if (new TypeMake(local, types).isOne(type, theirs)) {
      return Optional.of(found);
    } else if (extern.isWeak() && extern instanceof Extern.Function) {
      return Optional.empty();
    }
    throw new IllegalArgumentException(
        String.format(
            "'%s' is of another type in the kernel: its parameters, or what it points to, differ",
            extern.name()));
  }

  /** The prototype of a function, what a variable holds. */
  private static int declared(Btf types, int id) {
    return types.type(id) instanceof BtfType.Func function
        ? function.prototype()
        : types.resolve(((BtfType.Var) types.type(id)).type());
  }
}
