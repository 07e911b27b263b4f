package dev.jbpf.gen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources in memory and loads what comes out. */
final class JavaCompilation extends ClassLoader {
  private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

  private JavaCompilation() {
    super(JavaCompilation.class.getClassLoader());
  }

  /**
   * {@return a loader of the classes that {@code sources}, by their names, define}
   *
   * @throws AssertionError if they do not compile
   */
  static JavaCompilation of(Map<String, String> sources) throws IOException {
    JavaCompilation compilation = new JavaCompilation();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringBuilder messages = new StringBuilder();
    try (StandardJavaFileManager standard = compiler.getStandardFileManager(m -> {}, null, null);
        JavaFileManager files = compilation.files(standard)) {
      List<Source> units =
          sources.entrySet().stream().map(e -> new Source(e.getKey(), e.getValue())).toList();
      List<String> options = List.of("-proc:none", "-Xlint:all", "-Werror");
      boolean good =
          compiler
              .getTask(null, files, d -> messages.append(d).append('\n'), options, null, units)
              .call();
      if (!good) {
        throw new AssertionError(messages.toString());
      }
    }
    return compilation;
  }

  private JavaFileManager files(StandardJavaFileManager standard) {
    return new ForwardingJavaFileManager<>(standard) {
      @Override
      public JavaFileObject getJavaFileForOutput(
          Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
        return new Output(name, classes);
      }
    };
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes =
        Optional.ofNullable(classes.get(name))
            .orElseThrow(() -> new ClassNotFoundException(name))
            .toByteArray();
    return defineClass(name, bytes, 0, bytes.length);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("mem:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Output extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Output(String name, Map<String, ByteArrayOutputStream> classes) {
      super(URI.create("mem:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
      classes.put(name, bytes);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }
}
