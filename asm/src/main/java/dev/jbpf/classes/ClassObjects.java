package dev.jbpf.classes;

import dev.jbpf.elf.bpf.BpfObjectFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * The objects of classes whose methods are programs: that which was made at build time and lies
 * beside the class, or one that is made now.
 */
public final class ClassObjects {
  /** How the names of objects end that lie beside their classes. */
  public static final String ENDING = ".bpf.o";

  private ClassObjects() {}

  /**
   * {@return the name of the resource beside the first of {@code types} that their common object is
   * kept in: {@code Counters+Firewall.bpf.o}; those of other packages are named with these}
   *
   * @param types in the order of {@link #ordered}
   */
  public static String resource(List<Class<?>> types) {
    String home = types.get(0).getPackageName();
    StringBuilder name = new StringBuilder();
    for (Class<?> type : types) {
      name.append(name.length() == 0 ? "" : "+");
      name.append(type.getPackageName().equals(home) ? plain(type) : type.getName());
    }
    return name + ENDING;
  }

  /**
   * {@return the same classes in the order in which they are made one object: whoever names them in
   * another gets the same}
   */
  public static List<Class<?>> ordered(List<Class<?>> types) {
    return types.stream().distinct().sorted(Comparator.comparing(Class::getName)).toList();
  }

  private static String plain(Class<?> type) {
    return type.getName().substring(type.getName().lastIndexOf('.') + 1);
  }

  /**
   * {@return the object of {@code type}}
   *
   * @throws IllegalArgumentException if a method does what programs cannot, with the line
   * @throws IllegalStateException if nothing is there that makes objects
   */
  public static BpfObjectFile of(Class<?> type) {
    return of(type, MethodHandles.publicLookup());
  }

  /**
   * {@return the object of {@code type}, for one who loads it into a kernel, which says itself
   * whether it takes it} Where it does not, {@link #of(Class)} may say more.
   *
   * @throws IllegalArgumentException if a method does what has no meaning in programs
   * @throws IllegalStateException as {@link #of(Class)} does
   */
  public static BpfObjectFile unverified(Class<?> type) {
    return read(List.of(type), () -> compiler().translate(type, MethodHandles.publicLookup()));
  }

  /** {@return the object of the class that {@code lookup} is of; fails as {@link #of} does} */
  public static BpfObjectFile of(MethodHandles.Lookup lookup) {
    return of(lookup.lookupClass(), lookup);
  }

  private static BpfObjectFile of(Class<?> type, MethodHandles.Lookup lookup) {
    return read(List.of(type), () -> compiler().compile(type, lookup));
  }

  private static BpfObjectFile read(List<Class<?>> types, Supplier<byte[]> compiled) {
    try (InputStream packed = types.get(0).getResourceAsStream(resource(types))) {
      return BpfObjectFile.read(packed == null ? compiled.get() : packed.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource(types), e);
    }
  }

  /**
   * {@return the object of all {@code types} together, whatever their order}
   *
   * @throws IllegalArgumentException as {@link #of(Class)} does, and the other
   */
  public static BpfObjectFile of(List<Class<?>> types) {
    List<Class<?>> all = ordered(types);
    return all.size() == 1 ? of(all.get(0)) : read(all, () -> compiler().compile(all));
  }

  private static ClassCompiler compiler() {
    Optional<ClassCompiler> found =
        ServiceLoader.load(ClassCompiler.class, ClassCompiler.class.getClassLoader()).findFirst();
    if (found.isEmpty()) {
      found = ServiceLoader.load(ClassCompiler.class).findFirst();
    }
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "nothing makes programs of classes: add dev.jbpf:jbpf-methods, or pack the objects when"
              + " you build");
    }
    return found.get();
  }
}
