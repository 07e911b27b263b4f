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
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.symbols.KernelTypes;
import java.util.Optional;

/** Finds the types that a command line begins with. */
final class TypesSource {
  private TypesSource() {}

  static Btf open(CommandWords words, Optional<byte[]> base, Console console) {
    if (words.take("file")) {
      return file(words.next("file"), base, console);
    } else if (words.take("map")) {
      return of(ObjectKind.MAP, words);
    } else if (words.take("prog")) {
      return of(ObjectKind.PROGRAM, words);
    }
    String first = words.peek();
    return first.indexOf('/') >= 0 || first.indexOf('.') >= 0
        ? file(words.next("file"), base, console)
        : byNumber(words);
  }

  private static Btf byNumber(CommandWords words) {
    Finder finder = Finder.local();
    try (Inspected types =
        finder.inspector().open(ObjectKind.TYPES, finder.one(ObjectKind.TYPES, words))) {
      return TypesById.parse(types);
    }
  }

  private static Btf of(ObjectKind kind, CommandWords words) {
    Finder finder = Finder.local();
    long id = finder.one(kind, words);
    try (Inspected object = finder.inspector().open(kind, id)) {
      if (kind == ObjectKind.MAP && object.map().kernelValueType() != 0) {
        return KernelTypes.all();
      }
      long types = kind == ObjectKind.MAP ? object.map().types() : object.program().types();
      return new TypesById(finder.inspector())
          .find(types)
          .orElseThrow(() -> new NotThereException(kind.noun() + " " + id + " has no types"));
    }
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
