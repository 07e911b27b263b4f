package dev.jbpf.gen;

import dev.jbpf.gen.facts.Catalog;
import dev.jbpf.gen.facts.Facts;
import dev.jbpf.gen.facts.FieldFacts;
import dev.jbpf.gen.facts.HelperFacts;
import dev.jbpf.gen.facts.StructFacts;
import dev.jbpf.gen.facts.StructModel;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** All generated sources. */
final class AllSources {
  private AllSources() {}

  static List<Generated> all() {
    return Stream.of(
            kernel(Facts.load()),
            Stream.of(HelperEnum.generateRanges(Facts.load(), HelperFacts.load())),
            StructFacts.load().stream().map(AllSources::struct),
            fields(FieldFacts.load()),
            MnemonicInterfaces.all(),
            OpTable.all().stream().map(OpTables::generate),
            StatementTrees.generate(),
            ContextSpec.ALL.stream().map(spec -> ContextClasses.generate(spec, StructFacts.load())),
            Stream.of(
                Facade.generate(),
                HelperMethods.generate(HelperFacts.load()),
                JavaHelperMethods.generate(HelperFacts.load())))
        .flatMap(sources -> sources)
        .toList();
  }

  private static Generated struct(StructModel struct) {
    String name = StructClasses.className(struct.name());
    return Generated.of(
        "asm",
        KernelEnums.PACKAGE,
        "the kernel's BTF",
        StructClasses.of(struct, name, ByteOrder.LITTLE_ENDIAN));
  }

  private static Stream<Generated> fields(Map<String, FieldFacts.Layout> layouts) {
    return Catalog.FIELDS.stream()
        .map(spec -> FieldEnums.generate(spec, Objects.requireNonNull(layouts.get(spec.key()))));
  }

  private static Stream<Generated> kernel(Facts facts) {
    return Stream.concat(
        Catalog.ENUMS.stream().map(spec -> KernelEnums.generate(spec, facts)),
        Catalog.FLAGS.stream().map(spec -> KernelFlags.generate(spec, facts)));
  }
}
