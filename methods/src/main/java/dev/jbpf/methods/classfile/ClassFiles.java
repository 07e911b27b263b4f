package dev.jbpf.methods.classfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The class files of loaded classes; each is read once, and the code of a method when somebody asks
 * for it, as programs call few of the methods of the classes that they use.
 */
public final class ClassFiles {
  private static final ClassValue<ClassFiles> KNOWN =
      new ClassValue<>() {
        @Override
        protected ClassFiles computeValue(Class<?> type) {
          return new ClassFiles(type);
        }
      };

  private static final String LIBRARY = "dev.jbpf.methods.";

  private final Class<?> type;
  private final ClassReader reader;
  private final ClassNode node;
  private final Set<String> unsigned;
  private final Map<String, MethodCode> methods = new LinkedHashMap<>();

  private ClassFiles(Class<?> type) {
    this.type = type;
    this.reader = read(type);
    this.node = new ClassNode(Opcodes.ASM9);
    reader.accept(node, ClassReader.SKIP_CODE);
    this.unsigned = UnsignedMarks.fields(node);
    for (MethodNode method : node.methods) {
      methods.put(method.name + method.desc, new MethodCode(this, method));
    }
  }

  private static ClassReader read(Class<?> type) {
    String name = type.getName();
    String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
    try (InputStream bytes = type.getResourceAsStream(file)) {
      if (bytes == null) {
        throw new MissingClassFileException(type);
      }
      return new ClassReader(bytes.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class file of " + name, e);
    }
  }

  /**
   * {@return the class file of {@code type}}
   *
   * @throws MissingClassFileException if it has none, as classes made at run time
   */
  public static ClassFiles of(Class<?> type) {
    return KNOWN.get(type);
  }

  Class<?> type() {
    return type;
  }

  /** {@return what the file says, without code} */
  public ClassNode node() {
    return node;
  }

  /** {@return {@code head} with its code} */
  MethodNode withCode(MethodNode head) {
    MethodNode whole =
        new MethodNode(Opcodes.ASM9, head.access, head.name, head.desc, head.signature, null);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            return name.equals(head.name) && descriptor.equals(head.desc) ? whole : null;
          }
        },
        ClassReader.SKIP_FRAMES);
    return whole;
  }

  /** {@return the annotation of that type, if the class is one of this library that has it} */
  public static Optional<Mark> mark(Class<?> type, Class<?> annotation) {
    return type.getName().startsWith(LIBRARY)
        ? Mark.of(of(type).node.visibleAnnotations, annotation)
        : Optional.empty();
  }

  /** {@return the methods that the class itself declares, in the order of the file} */
  public Collection<MethodCode> methods() {
    return methods.values();
  }

  /** {@return whether the field, which the class declares, has no sign} */
  public boolean isUnsigned(String field) {
    return unsigned.contains(field);
  }

  /** {@return the method that the class itself declares} */
  public Optional<MethodCode> declared(String name, String descriptor) {
    return Optional.ofNullable(methods.get(name + descriptor));
  }

  /** {@return the method that an object of {@code type} has, its own or inherited, with code} */
  public static Optional<MethodCode> find(Class<?> type, String name, String descriptor) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      Optional<MethodCode> found = of(at).declared(name, descriptor);
      if (found.isPresent()) {
        return found.get().hasCode() ? found : Optional.empty();
      }
    }
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Class<?> face : at.getInterfaces()) {
        Optional<MethodCode> found = find(face, name, descriptor);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
