package dev.jbpf.cli.host;

import dev.jbpf.cli.console.UsageException;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.call.LinkType;
import dev.jbpf.runtime.inspect.ConstantNames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The names that are known without asking a kernel, by bpftool's names of their groups. */
enum Builtins {
  PROG_TYPES(
      () ->
          Arrays.stream(ProgramType.values())
              .flatMap(type -> ConstantNames.ofProgramType(type.value()).stream())),
  MAP_TYPES(
      () ->
          Arrays.stream(MapType.values())
              .flatMap(type -> ConstantNames.ofMapType(type.value()).stream())),
  ATTACH_TYPES(() -> Arrays.stream(AttachType.values()).map(ConstantNames::of)),
  LINK_TYPES(
      () ->
          Arrays.stream(LinkType.values())
              .flatMap(type -> ConstantNames.ofLinkType(type.value()).stream())),
  HELPERS(() -> Arrays.stream(Helper.values()).map(FeatureGroups::name));

  private static final List<String> NOTHING = List.of("unspec", "bpf_unspec");

  private final Supplier<Stream<String>> names;

  Builtins(Supplier<Stream<String>> names) {
    this.names = names;
  }

  static Builtins parse(String group) {
    return Arrays.stream(values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(group))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "no group is called '"
                        + group
                        + "': prog_types, map_types, attach_types, link_types or helpers"));
  }

  List<String> names() {
    return names.get().filter(name -> !NOTHING.contains(name)).toList();
  }
}
