package dev.jbpf.maven;

import dev.jbpf.classes.ClassObjects;
import dev.jbpf.code.LinkException;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.ir.IrException;
import dev.jbpf.methods.compile.CompiledClass;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.service.MarkedClasses;
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
      pack(List.of(name), refused);
    }
    return refused;
  }

  /** Packs these as one object, beside the first by name; adds what was refused. */
  void pack(List<String> names, List<String> refused) throws IOException {
    String all = String.join(", ", names);
    try {
      List<Class<?>> types = new ArrayList<>();
      for (String name : names) {
        types.add(classes.load(name));
      }
      if (!pack(ClassObjects.ordered(types))) {
        refused.add(all);
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      log.error(all + " cannot be compiled: " + e, e);
      refused.add(all);
    }
  }

  private boolean pack(List<Class<?>> types) throws IOException {
    String first = types.get(0).getName().replace('.', '/');
    Path object = folder.resolve(first).resolveSibling(ClassObjects.resource(types));
    boolean isPacked = compile(types, object);
    if (!isPacked) {
      Files.deleteIfExists(object);
    }
    return isPacked;
  }

  private boolean compile(List<Class<?>> types, Path object) throws IOException {
    try {
      CompiledClass compiled = MethodCompiler.compile(types);
      writeIfNew(object, compiled.toObject());
      compiled
          .programs()
          .forEach(
              program ->
                  log.info(
                      "%s: %s: %d instructions"
                          .formatted(
                              object.getFileName(), program.name(), program.program().size())));
      return true;
    } catch (RefusedException e) {
      return refuse(List.of(e.diagnostic()));
    } catch (IrException e) {
      return refuse(List.of(e.diagnostic()));
    } catch (LinkException e) {
      return refuse(e.diagnostics());
    } catch (LinkageError | IllegalArgumentException e) {
      log.error(object.getFileName() + " cannot be made: " + e, e);
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
