package dev.jbpf.runtime.object;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.object.ObjectHook;
import dev.jbpf.runtime.attach.object.ObjectParts;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.object.ops.OpsTable;
import dev.jbpf.runtime.pin.BpfFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The programs of an object at work, until this is closed. */
public final class ObjectLinks implements Link {
  private final Kernel kernel;
  private final List<Attached> attached = new ArrayList<>();
  private final Map<String, Link> tables = new LinkedHashMap<>();
  private final List<String> unattached = new ArrayList<>();

  private ObjectLinks(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * A program at work.
   *
   * @param name the program's name in the object
   * @param hook where it is attached
   * @param link what detaches it
   */
  public record Attached(String name, Hook hook, Link link) {}

  /** {@return those of an object that is only loaded} */
  static ObjectLinks none(Kernel kernel) {
    return new ObjectLinks(kernel);
  }

  /** All or none. */
  static ObjectLinks attach(
      Kernel kernel,
      ObjectParts object,
      Collection<LoadedObjectProgram> programs,
      Collection<OpsTable> tables) {
    ObjectLinks links = new ObjectLinks(kernel);
    try {
      programs.forEach(program -> links.attach(object, program));
      tables.forEach(links::attach);
      return links;
    } catch (RuntimeException | Error e) {
      links.closeAfter(e);
      throw e;
    }
  }

  private void attach(OpsTable table) {
    tables.put(table.name(), table.attach());
  }

  private void attach(ObjectParts object, LoadedObjectProgram program) {
    try {
      List<Hook> hooks = program.hooks();
      for (Hook place : hooks) {
        Hook hook = place instanceof ObjectHook open ? open.in(object) : place;
        Link link = program.loaded().attach(hook);
        attached.add(new Attached(program.open().name(), hook, link));
      }
      if (hooks.isEmpty() && program.loaded().type() != ProgramType.STRUCT_OPS) {
        unattached.add(program.open().name());
      }
    } catch (IllegalArgumentException e) {
      throw new BpfObjectException(
          object.name() + ": " + program.open() + ": " + e.getMessage(), e);
    } catch (SyscallException e) {
      throw e.within(object.name() + ": " + program.open());
    }
  }

  private void closeAfter(Throwable failure) {
    tables.values().forEach(link -> close(link, failure));
    for (int i = attached.size() - 1; i >= 0; i--) {
      close(attached.get(i).link(), failure);
    }
  }

  private static void close(Link link, Throwable failure) {
    try {
      link.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** {@return the names of the tables of functions that the kernel uses} */
  public Set<String> tables() {
    return Collections.unmodifiableSet(tables.keySet());
  }

  /**
   * {@return what takes a table away again}
   *
   * @param name one of {@link #tables()}
   * @throws IllegalArgumentException if the kernel uses no table of that name
   */
  public Link table(String name) {
    return Suggestions.require("the object", "table in use", name, tables);
  }

  /** {@return the programs that are attached, and where} */
  public List<Attached> attached() {
    return List.copyOf(attached);
  }

  /**
   * {@return those of {@link #attached()} that are not attached any more, as their interface or
   * control group was deleted, or somebody forced them off}
   *
   * @throws dev.jbpf.runtime.error.SyscallException if the kernel does not tell
   */
  public List<Attached> lost() {
    return attached.stream().filter(each -> !each.link().isAttached()).toList();
  }

  /** {@return the names of loaded programs that nobody said a place for} */
  public List<String> unattached() {
    return List.copyOf(unattached);
  }

  /**
   * Gives all links names in the BPF file system, {@code links/NAME} by the names of the programs,
   * {@code links/NAME_2} for a second place of one: these stay attached until the files are
   * deleted. Dots in names become underscores.
   *
   * @param folder in bpffs, which is mounted as {@link BpfFileSystem#mount} does if it is not
   *     there; made if it is not there
   * @throws UnsupportedOperationException if the kernel keeps no link for a place
   * @throws dev.jbpf.runtime.error.SyscallException if the kernel refuses one; then none is left
   * @throws java.io.UncheckedIOException if a folder cannot be made
   */
  @Override
  public void pin(Path folder) {
    try (PinFolder pins = new PinFolder(kernel, folder)) {
      pinTo(folder, pins);
      pins.keep();
    }
  }

  void pinTo(Path folder, PinFolder pins) {
    Map<String, Integer> counts = new HashMap<>();
    for (Attached a : attached) {
      int count = counts.merge(a.name(), 1, Integer::sum);
      String name = count == 1 ? a.name() : a.name() + "_" + count;
      pins.add(ObjectNames.forPin(folder.resolve("links"), name), a.link()::pin);
    }
    tables.forEach(
        (name, link) -> pins.add(ObjectNames.forPin(folder.resolve("links"), name), link::pin));
  }

  /** Detaches all of them, in the reverse order; tells the first failure when all are through. */
  @Override
  public void close() {
    RuntimeException none = new IllegalStateException();
    closeAfter(none);
    if (none.getSuppressed().length > 0) {
      throw (RuntimeException) none.getSuppressed()[0];
    }
  }
}
