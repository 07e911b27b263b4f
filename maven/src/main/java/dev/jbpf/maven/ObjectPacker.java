package dev.jbpf.maven;

import dev.jbpf.classes.ClassObjects;
import dev.jbpf.code.LinkException;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.ir.IrException;
import dev.jbpf.methods.compile.CompiledClass;
import dev.jbpf.methods.compile.MarkedClasses;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.refusal.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/** Writes the object of each marked class beside it, and says what cannot become one. */
final class ObjectPacker {
  private final Path folder;
  private final MarkedClasses classes;
  private final Log log;
  private final Sources sources;

  ObjectPacker(Path folder, MarkedClasses classes, Log log, Sources sources) {
    this.folder = folder;
    this.classes = classes;
    this.log = log;
    this.sources = sources;
  }

  /** {@return the names of the classes that were refused} */
  List<String> pack() throws IOException {
    List<String> refused = new ArrayList<>();
    for (String name : classes.names()) {
      Path object = folder.resolve(name.replace('.', '/') + ClassObjects.ENDING);
      if (!pack(name, object)) {
        Files.deleteIfExists(object);
        refused.add(name);
      }
    }
    return refused;
  }

  private boolean pack(String name, Path object) throws IOException {
    try {
      CompiledClass compiled = MethodCompiler.compile(classes.load(name));
      writeIfNew(object, compiled.toObject());
      compiled
          .programs()
          .forEach(
              program ->
                  log.info(
                      "%s.%s: %d instructions"
                          .formatted(name, program.name(), program.program().size())));
      return true;
    } catch (RefusedException e) {
      return refuse(List.of(e.diagnostic()));
    } catch (IrException e) {
      return refuse(List.of(e.diagnostic()));
    } catch (LinkException e) {
      return refuse(e.diagnostics());
    } catch (ReflectiveOperationException | LinkageError | IllegalArgumentException e) {
      log.error(name + " cannot be compiled: " + e, e);
      return false;
    }
  }

  private boolean refuse(List<Diagnostic> found) {
    found.stream().map(sources::lines).forEach(lines -> lines.forEach(log::error));
    return false;
  }

  /** What is as it was keeps its time, so that what follows need not be built again. */
  private static void writeIfNew(Path object, byte[] bytes) throws IOException {
    if (!Files.exists(object) || !Arrays.equals(Files.readAllBytes(object), bytes)) {
      Files.write(object, bytes);
    }
  }
}
