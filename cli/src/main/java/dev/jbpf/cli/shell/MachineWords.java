package dev.jbpf.cli.shell;

import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.examples.Examples;
import dev.jbpf.examples.support.Example;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.inspect.Identity;
import dev.jbpf.runtime.inspect.Inspector;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.inspect.PinnedObjects;
import java.util.List;
import java.util.stream.Stream;

/** Words that only the machine knows: names and numbers of what is in the kernel, pins, hooks. */
final class MachineWords {
  private MachineWords() {}

  /** {@return what can follow the commands of {@code path}: {@code prog dump}} */
  static Stream<String> of(List<String> path) {
    return switch (path.isEmpty() ? "" : path.get(0)) {
      case "prog" -> path.size() == 1 ? Stream.empty() : programs(path.get(1));
      case "map" -> path.size() == 1 ? Stream.empty() : named(ObjectKind.MAP);
      case "link" -> path.size() == 1 ? Stream.empty() : named(ObjectKind.LINK);
      case "btf" -> path.size() == 1 ? Stream.empty() : named(ObjectKind.TYPES);
      case "trace" -> named(ObjectKind.PROGRAM);
      case "example" -> Examples.all().stream().map(Example::name);
      default -> Stream.empty();
    };
  }

  private static Stream<String> programs(String command) {
    return switch (command) {
      case "load" -> Stream.empty();
      case "dump" -> Stream.concat(Stream.of("xlated", "jited"), named(ObjectKind.PROGRAM));
      default -> named(ObjectKind.PROGRAM);
    };
  }

  /** Names, where there are any, else numbers; and the files where something is pinned. */
  private static Stream<String> named(ObjectKind kind) {
    try {
      List<Identity> all = new Inspector(Kernel.local()).all(kind, Identity::of);
      Stream<String> words =
          all.stream().map(each -> each.name().isEmpty() ? Long.toString(each.id()) : each.name());
      return Stream.concat(words, PinnedObjects.files().stream().map(Object::toString));
    } catch (SyscallException | LinkageError e) {
      return Stream.empty(); // Who may not see them is offered none.
    }
  }

  static Stream<String> hooks() {
    return ProgramSection.all().stream().map(section -> section.name() + ":");
  }
}
