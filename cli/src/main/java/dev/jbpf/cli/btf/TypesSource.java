package dev.jbpf.cli.btf;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfException;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.NotThereException;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.find.TypesById;
import dev.jbpf.elf.ElfHeaders;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.MapDetails;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.symbols.KernelTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The types that a command line begins with.
 *
 * @param chosen the numbers of those that it means; all, if none
 */
record TypesSource(Btf types, List<Integer> chosen) {
  TypesSource {
    chosen = List.copyOf(chosen);
  }

  static TypesSource open(CommandWords words, Optional<byte[]> base, Console console) {
    if (words.take("map")) {
      return ofMap(words);
    }
    TypesSource all = new TypesSource(all(words, base, console), List.of());
    return new TypesSource(all.types, all.roots(words));
  }

  private static Btf all(CommandWords words, Optional<byte[]> base, Console console) {
    if (words.take("file")) {
      return file(words.next("file"), base, console);
    } else if (words.take("prog")) {
      return ofProgram(words);
    }
    String first = words.peek();
    return first.indexOf('/') >= 0 || first.indexOf('.') >= 0
        ? file(words.next("file"), base, console)
        : byNumber(words);
  }

  private List<Integer> roots(CommandWords words) {
    List<Integer> roots = new ArrayList<>();
    while (words.take("root_id")) {
      int root = words.number("root_id");
      if (root == 0 || root >= types.size()) {
        throw new NotThereException(
            "root_id: there is no type number " + root + ", the last one is " + (types.size() - 1));
      }
      roots.add(root);
    }
    return roots;
  }

  private static Btf byNumber(CommandWords words) {
    Finder finder = Finder.local();
    try (Inspected types =
        finder.inspector().open(ObjectKind.TYPES, finder.one(ObjectKind.TYPES, words))) {
      return TypesById.parse(types);
    }
  }

  private static Btf ofProgram(CommandWords words) {
    Finder finder = Finder.local();
    long id = finder.one(ObjectKind.PROGRAM, words);
    try (Inspected program = finder.inspector().open(ObjectKind.PROGRAM, id)) {
      return find(finder, "program " + id, program.program().types());
    }
  }

  /** What its keys and values are, unless the line says which, or all. */
  private static TypesSource ofMap(CommandWords words) {
    Finder finder = Finder.local();
    long id = finder.one(ObjectKind.MAP, words);
    try (Inspected map = finder.inspector().open(ObjectKind.MAP, id)) {
      MapDetails details = map.map();
      boolean isTable = details.kernelValueType() != 0;
      Btf types = isTable ? KernelTypes.all() : find(finder, "map " + id, details.types());
      int value = isTable ? details.kernelValueType() : details.valueType();
      List<Integer> chosen = chosen(words, details.keyType(), value);
      return new TypesSource(types, chosen.stream().filter(type -> type != 0).toList());
    }
  }

  private static List<Integer> chosen(CommandWords words, int key, int value) {
    if (words.take("key")) {
      return List.of(key);
    } else if (words.take("value")) {
      return List.of(value);
    }
    boolean isAll = words.take("all");
    return isAll || !words.take("kv") && key == 0 && value == 0 ? List.of() : List.of(key, value);
  }

  private static Btf find(Finder finder, String what, long types) {
    return new TypesById(finder.inspector())
        .find(types)
        .orElseThrow(() -> new NotThereException(what + " has no types"));
  }

  private static Btf file(String name, Optional<byte[]> base, Console console) {
    byte[] bytes = InputFile.read(name, console).bytes();
    try {
      byte[] types = ElfHeaders.isElf(bytes) ? section(bytes, name) : bytes;
      if (base.isPresent()) {
        return Btf.parse(types, Btf.parse(base.get()));
      }
      boolean isModule = name.startsWith("/sys/kernel/btf/") && !name.endsWith("/vmlinux");
      return isModule ? Btf.parse(types, KernelTypes.all()) : Btf.parse(types);
    } catch (BtfException e) {
      throw new UsageException(name + " holds no types: " + e.getMessage());
    }
  }

  private static byte[] section(byte[] elf, String name) {
    ElfObject object = ElfObject.read(elf);
    return object
        .section(".BTF")
        .orElseThrow(
            () -> new NotThereException(name + " has no section .BTF: it was built without -g"))
        .toBytes();
  }
}
