package dev.jbpf.cli.console;

import dev.jbpf.methods.compile.MethodCompiler;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.objectweb.asm.ClassReader;

/** The object that becomes of a class file whose methods are programs. */
final class ClassFileObject {
  private static final int MAGIC = 0xcafebabe;

  private ClassFileObject() {}

  /** {@return whether {@code bytes} are a class file} */
  static boolean isClass(byte[] bytes) {
    return bytes.length > Integer.BYTES
        && (bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff)
            == MAGIC;
  }

  /**
   * {@return the object of the class in {@code file}, which lies in the folders of its package}
   *
   * @throws UsageException if it cannot be loaded, or a method does what programs cannot
   */
  static byte[] of(String file, byte[] bytes) {
    String name = new ClassReader(bytes).getClassName();
    try (URLClassLoader loader = loader(file, name)) {
      Class<?> type = Class.forName(name.replace('/', '.'), true, loader);
      return MethodCompiler.compile(type).toObject();
    } catch (ReflectiveOperationException | java.io.IOException | LinkageError e) {
      throw new UsageException("cannot load the class in " + file + ": " + e);
    } catch (IllegalArgumentException refused) {
      throw new UsageException(refused.getMessage());
    }
  }

  private static URLClassLoader loader(String file, String name) throws MalformedURLException {
    Path root = new File(file).toPath().toAbsolutePath().normalize().getParent();
    for (int i = 0; i < name.chars().filter(letter -> letter == '/').count(); i++) {
      root = root.getParent();
    }
    URL[] places = {root.toUri().toURL()};
    return new URLClassLoader(places, ClassFileObject.class.getClassLoader());
  }
}
