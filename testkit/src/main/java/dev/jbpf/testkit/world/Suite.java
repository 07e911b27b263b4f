package dev.jbpf.testkit.world;

import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.VmObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is loaded together: the programs of an object, or some that share maps.
 *
 * @param programs by their names, with their types
 * @param maps those that are made for them; an object has its own
 * @param object the object that they are of, if any
 */
public record Suite(
    Map<String, Member> programs, List<MapDef<?, ?>> maps, Optional<ObjectPart> object) {

  /** A program, which is linked when one asks for it, and what it is loaded as. */
  public record Member(Supplier<Program> program, ProgramSection kind) {}

  /** The name of a program that has none. */
  public static final String ONLY = "jbpf_test";

  /** {@return the one program that {@code input} is for} */
  public static Suite of(Program program, RunInput input) {
    String name = input.object().map(ObjectPart::program).orElse(ONLY);
    if (input.object().isEmpty()) {
      requireMaps(program, input.maps().stream().map(MapDef::name).toList());
    }
    return new Suite(
        Map.of(name, new Member(() -> program, input.kind())), input.maps(), input.object());
  }

  private static void requireMaps(Program program, List<String> given) {
    for (MapReference map : program.maps()) {
      if (!given.contains(map.map())) {
        throw new IllegalArgumentException(
            "the program names map '%s', which the test does not have: withMap(definition) gives it; there are %s"
                .formatted(map.map(), given));
      }
    }
  }

  /** {@return all programs of an object} */
  public static Suite of(ObjectPart object) {
    Map<String, Member> all = new LinkedHashMap<>();
    for (ObjectProgram program : object.file().programs()) {
      ProgramSection kind = program.kind().orElse(RunInput.NONE.kind());
      String name = program.name();
      all.put(name, new Member(() -> VmObject.link(object.file(), name), kind));
    }
    return new Suite(all, List.of(), Optional.of(object));
  }

  /** {@return programs and all the maps that they name} */
  public static Suite of(List<ProgramDef> definitions) {
    Map<String, Member> all = new LinkedHashMap<>();
    Map<String, MapDef<?, ?>> maps = new LinkedHashMap<>();
    for (ProgramDef definition : definitions) {
      all.put(definition.name(), new Member(definition::program, definition.kind()));
      definition.maps().forEach(map -> maps.putIfAbsent(map.name(), map));
    }
    return new Suite(all, List.copyOf(maps.values()), Optional.empty());
  }

  /** {@return the program of that name} */
  public Member program(String name) {
    return Suggestions.require("the test", "program", name, programs);
  }
}
