package dev.jbpf.classes;

import dev.jbpf.elf.bpf.BpfObjectFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.List;
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

  /** {@return the name of the resource beside {@code type} that its object is kept in} */
  public static String resource(Class<?> type) {
    String name = type.getName();
    return name.substring(name.lastIndexOf('.') + 1) + ENDING;
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
    return read(type, () -> compiler().translate(type, MethodHandles.publicLookup()));
  }

  /** {@return the object of the class that {@code lookup} is of; fails as {@link #of} does} */
  public static BpfObjectFile of(MethodHandles.Lookup lookup) {
    return of(lookup.lookupClass(), lookup);
  }

  private static BpfObjectFile of(Class<?> type, MethodHandles.Lookup lookup) {
    return read(type, () -> compiler().compile(type, lookup));
  }

  private static BpfObjectFile read(Class<?> type, Supplier<byte[]> compiled) {
    try (InputStream packed = type.getResourceAsStream(resource(type))) {
      return BpfObjectFile.read(packed == null ? compiled.get() : packed.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource(type), e);
    }
  }

  /**
   * {@return the object of all {@code types} together, made now: packed ones are of one class each}
   *
   * @throws IllegalArgumentException as {@link #of(Class)} does
   */
  public static BpfObjectFile of(List<Class<?>> types) {
    return types.size() == 1
        ? of(types.get(0))
        : BpfObjectFile.read(compiler().compile(List.copyOf(types)));
  }

  private static ClassCompiler compiler() {
    return ServiceLoader.load(ClassCompiler.class, ClassCompiler.class.getClassLoader())
        .findFirst()
        .or(() -> ServiceLoader.load(ClassCompiler.class).findFirst())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "nothing makes programs of classes: add dev.jbpf:jbpf-methods, or pack the"
                        + " objects when you build"));
  }
}
