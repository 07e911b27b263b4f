package dev.jbpf.cli.console;

import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.service.MarkedClasses;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;

/** The object that becomes of a class file, or of a jar of them, whose methods are programs. */
final class ClassFileObject {
  private static final int CLASS = 0xcafebabe;
  private static final int JAR = 'P' << 24 | 'K' << 16 | 3 << 8 | 4;

  private ClassFileObject() {}

  /** {@return {@code bytes}, or the object of the classes that they are} */
  static byte[] orBytes(String file, byte[] bytes) {
    int magic = bytes.length < Integer.BYTES ? 0 : magic(bytes);
    if (magic != CLASS && magic != JAR) {
      return bytes;
    }
    try {
      return magic == CLASS ? ofClass(file, bytes) : ofJar(file);
    } catch (ReflectiveOperationException | IOException | LinkageError e) {
      throw new UsageException("cannot load the class in " + file + ": " + e);
    } catch (IllegalArgumentException refused) {
      throw new UsageException(refused.getMessage());
    }
  }

  private static int magic(byte[] bytes) {
    return bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
  }

  /** {@return the one object of these class files} */
  static byte[] ofClasses(List<String> files, Console console) {
    try {
      List<String> names = new ArrayList<>();
      List<Path> roots = new ArrayList<>();
      for (String file : files) {
        names.add(name(console.files().read(new File(file))));
        roots.add(root(file, names.get(names.size() - 1)));
      }
      try (MarkedClasses classes = MarkedClasses.in(roots.get(0), roots)) {
        return object(classes, names);
      }
    } catch (ReflectiveOperationException | IOException | LinkageError e) {
      throw new UsageException("cannot load the classes in " + String.join(", ", files) + ": " + e);
    } catch (IllegalArgumentException refused) {
      throw new UsageException(refused.getMessage());
    }
  }

  private static String name(byte[] bytes) {
    return new ClassReader(bytes).getClassName().replace('/', '.');
  }

  /** The class lies in the folders of its package. */
  private static Path root(String file, String name) {
    Path root = Path.of(file).toAbsolutePath().normalize().getParent();
    for (int i = 0; i < name.chars().filter(letter -> letter == '.').count(); i++) {
      root = root.getParent();
    }
    return root;
  }

  private static byte[] ofClass(String file, byte[] bytes)
      throws ReflectiveOperationException, IOException {
    String name = name(bytes);
    try (MarkedClasses classes = MarkedClasses.in(root(file, name), List.of())) {
      return object(classes, List.of(name));
    }
  }

  private static byte[] ofJar(String file) throws ReflectiveOperationException, IOException {
    try (MarkedClasses classes = MarkedClasses.in(Path.of(file), List.of())) {
      List<String> names = classes.names();
      if (names.isEmpty()) {
        throw new UsageException(file + ": no method of its classes is marked by @BpfProgram");
      }
      return object(classes, names);
    }
  }

  /** Classes share maps of one name, and their fields. */
  private static byte[] object(MarkedClasses classes, List<String> names)
      throws ReflectiveOperationException {
    List<Class<?>> types = new ArrayList<>();
    for (String name : names) {
      types.add(classes.load(name));
    }
    return MethodCompiler.compile(types).toObject();
  }
}
