package dev.jbpf.methods.random;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles a source to classes that are loaded at once: nothing is written to disk. */
public final class MemoryCompiler {
  private MemoryCompiler() {}

  /** {@return the class of that name in {@code source}, compiled by the JDK that runs this} */
  public static Class<?> compile(String name, String source) {
    return compile(Map.of(name, source)).get(name);
  }

  /** {@return the classes of these names and sources, compiled in one go} */
  public static Map<String, Class<?>> compile(Map<String, String> sources) {
    Loader loader = new Loader(classFiles(sources));
    Map<String, Class<?>> classes = new TreeMap<>();
    sources.keySet().forEach(name -> classes.put(name, load(name, loader)));
    return classes;
  }

  /** {@return the class files of these names and sources, compiled in one go, by their names} */
  public static Map<String, byte[]> classFiles(Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Files files = new Files(compiler.getStandardFileManager(null, null, null));
    StringWriter messages = new StringWriter();
    List<Source> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    List<String> options = List.of("-g", "-proc:none");
    if (!compiler.getTask(messages, files, null, options, null, units).call()) {
      throw new IllegalArgumentException(messages + "\n" + sources.values());
    }
    return files.classes();
  }

  /** {@return the class of that name among these class files} */
  public static Class<?> load(String name, Map<String, byte[]> classes) {
    return load(name, new Loader(classes));
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Compiled extends SimpleJavaFileObject {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Compiled(String name) {
      super(URI.create("bytes:///" + name.replace('.', '/') + Kind.CLASS.extension), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return out;
    }
  }

  private static final class Files extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, Compiled> made = new HashMap<>();

    Files(StandardJavaFileManager files) {
      super(files);
      try {
        List<Path> path =
            java.util.Arrays.stream(
                    System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(Path::of)
                .toList();
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, path);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String name,
        JavaFileObject.Kind kind,
        FileObject sibling) {
      return made.computeIfAbsent(name, Compiled::new);
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> all = new HashMap<>();
      made.forEach((name, file) -> all.put(name.replace('/', '.'), file.out.toByteArray()));
      return all;
    }
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(MemoryCompiler.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes =
          Optional.ofNullable(classes.get(name))
              .orElseThrow(() -> new ClassNotFoundException(name));
      return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    protected URL findResource(String file) {
      String name = file.replaceAll("\\.class$", "").replace('/', '.');
      byte[] bytes = classes.get(name);
      return bytes == null ? null : url(file, bytes);
    }

    @SuppressWarnings("deprecation") // the only one that takes a handler on 17
    private static URL url(String file, byte[] bytes) {
      try {
        return new URL(
            "memory",
            "",
            -1,
            file,
            new URLStreamHandler() {
              @Override
              protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                  @Override
                  public void connect() {}

                  @Override
                  public InputStream getInputStream() {
                    return new java.io.ByteArrayInputStream(bytes);
                  }
                };
              }
            });
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
