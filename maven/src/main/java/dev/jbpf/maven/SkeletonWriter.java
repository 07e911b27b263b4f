package dev.jbpf.maven;

import dev.jbpf.diag.Severity;
import dev.jbpf.gen.skeleton.SkeletonGenerator;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.logging.Log;

/** Writes the classes of the objects below a folder, and says which cannot be read. */
final class SkeletonWriter {
  private static final String OBJECT = ".o";
  private static final String ASSEMBLY = ".s";

  private final Path folder;
  private final Path output;
  private final String packageName;
  private final Log log;

  SkeletonWriter(Path folder, Path output, String packageName, Log log) {
    this.folder = folder;
    this.output = output;
    this.packageName = packageName;
    this.log = log;
  }

  /** {@return the files that are wrong} */
  List<String> write() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> isObject(file) || isAssembly(file)).sorted().toList();
    }
    List<String> wrong = new ArrayList<>();
    for (Path file : files) {
      try {
        write(file);
      } catch (IllegalArgumentException e) {
        e.getMessage().lines().forEach(log::error);
        wrong.add(folder.relativize(file).toString());
      }
    }
    return wrong;
  }

  private void write(Path file) throws IOException {
    String name = file.getFileName().toString();
    byte[] object = isAssembly(file) ? assemble(file) : Files.readAllBytes(file);
    String className = SkeletonGenerator.className(name);
    String source = SkeletonGenerator.generate(name, object, packageOf(file), className);
    Path target = output.resolve(packageOf(file).replace('.', '/')).resolve(className + ".java");
    Files.createDirectories(target.getParent());
    if (!Files.exists(target) || !Files.readString(target).equals(source)) {
      Files.writeString(target, source);
    }
    log.info(file + ": " + target);
  }

  private static byte[] assemble(Path file) throws IOException {
    Assembly assembly =
        Assembler.assemble(
            Files.readAllBytes(file),
            file.toString(),
            AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT));
    return assembly
        .object()
        .orElseThrow(() -> new IllegalArgumentException(assembly.report(Severity.ERROR)))
        .toBytes();
  }

  private String packageOf(Path file) {
    String below = folder.relativize(file.getParent()).toString().replace(File.separatorChar, '.');
    return Stream.of(packageName, below)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("."));
  }

  private static boolean isObject(Path file) {
    return file.toString().endsWith(OBJECT);
  }

  private static boolean isAssembly(Path file) {
    return file.toString().endsWith(ASSEMBLY);
  }
}
