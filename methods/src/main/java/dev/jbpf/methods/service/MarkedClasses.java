package dev.jbpf.methods.service;

import dev.jbpf.methods.BpfProgram;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The classes of a folder or of a jar that have programs among their methods. They are loaded, and
 * their static fields set, when they are asked for; closing this gives their files back.
 */
public final class MarkedClasses implements AutoCloseable {
  private static final String MARK = Type.getDescriptor(BpfProgram.class);
  private static final String ENDING = ".class";

  private final Path place;
  private final URLClassLoader loader;

  private MarkedClasses(Path place, URLClassLoader loader) {
    this.place = place;
    this.loader = loader;
  }

  /**
   * {@return those in {@code place}}
   *
   * @param place the folder that the packages' folders lie in, or a jar
   * @param classPath where other classes are that they use, but for jbpf's own
   */
  public static MarkedClasses in(Path place, List<Path> classPath) {
    return new MarkedClasses(place, loader(place, classPath));
  }

  /** {@return whether a method of the class whose file is {@code bytes} is a program} */
  public static boolean isMarked(byte[] bytes) {
    boolean[] found = new boolean[1];
    new ClassReader(bytes)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public AnnotationVisitor visitAnnotation(String kind, boolean isVisible) {
                    found[0] |= kind.equals(MARK);
                    return super.visitAnnotation(kind, isVisible);
                  }
                };
              }
            },
            ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return found[0];
  }

  /**
   * {@return their names, such as {@code org.acme.Firewall$Rules}, sorted}
   *
   * @throws IOException if something cannot be read
   * @throws IllegalArgumentException if a file is no class, though its name ends so
   */
  public List<String> names() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    if (Files.isDirectory(place)) {
      addFolder(names);
    } else {
      addJar(names);
    }
    return List.copyOf(names);
  }

  /**
   * {@return the class of that name}
   *
   * @throws ReflectiveOperationException if it, or what it extends, is not there
   * @throws LinkageError if it is no class for this JVM, or its static initializer fails
   */
  public Class<?> load(String name) throws ReflectiveOperationException {
    return Class.forName(name, true, loader);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  private void addFolder(TreeSet<String> names) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(ENDING)) {
          String name = place.relativize(file).toString().replace(File.separatorChar, '/');
          addMarked(names, name, Files.readAllBytes(file));
        }
      }
    }
  }

  private void addJar(TreeSet<String> names) throws IOException {
    try (JarFile file = new JarFile(place.toFile())) {
      for (Enumeration<JarEntry> all = file.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        // Classes for newer JVMs only are not what a program is made of.
        if (entry.getName().endsWith(ENDING) && !entry.getName().startsWith("META-INF/")) {
          try (InputStream bytes = file.getInputStream(entry)) {
            addMarked(names, entry.getName(), bytes.readAllBytes());
          }
        }
      }
    }
  }

  private static void addMarked(TreeSet<String> names, String file, byte[] bytes) {
    try {
      if (isMarked(bytes)) {
        names.add(file.substring(0, file.length() - ENDING.length()).replace('/', '.'));
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(file + " is no class file", e);
    }
  }

  private static URLClassLoader loader(Path place, List<Path> classPath) {
    URL[] urls =
        Stream.concat(Stream.of(place), classPath.stream())
            .map(MarkedClasses::url)
            .toArray(URL[]::new);
    return new URLClassLoader(urls, MarkedClasses.class.getClassLoader());
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("not a place of classes: " + path, e);
    }
  }
}
