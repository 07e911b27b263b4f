package dev.jbpf.cli.console;

import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.link.StaticLinker;
import dev.jbpf.methods.compile.MarkedClasses;
import dev.jbpf.methods.compile.MethodCompiler;
import java.io.IOException;
import java.nio.file.Path;
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

  /** The class lies in the folders of its package. */
  private static byte[] ofClass(String file, byte[] bytes)
      throws ReflectiveOperationException, IOException {
    String name = new ClassReader(bytes).getClassName().replace('/', '.');
    Path root = Path.of(file).toAbsolutePath().normalize().getParent();
    for (int i = 0; i < name.chars().filter(letter -> letter == '.').count(); i++) {
      root = root.getParent();
    }
    try (MarkedClasses classes = MarkedClasses.in(root, List.of())) {
      return object(classes, name);
    }
  }

  /** Programs of several classes are linked to one object: maps of one name are one map. */
  private static byte[] ofJar(String file) throws ReflectiveOperationException, IOException {
    try (MarkedClasses classes = MarkedClasses.in(Path.of(file), List.of())) {
      List<String> names = classes.names();
      if (names.isEmpty()) {
        throw new UsageException(file + ": no method of its classes is marked by @BpfProgram");
      }
      if (names.size() == 1) {
        return object(classes, names.get(0));
      }
      StaticLinker linker = new StaticLinker();
      for (String name : names) {
        linker.add(name, ElfObject.read(object(classes, name)));
      }
      return linker.link().toBytes();
    }
  }

  private static byte[] object(MarkedClasses classes, String name)
      throws ReflectiveOperationException {
    return MethodCompiler.compile(classes.load(name)).toObject();
  }
}
