package dev.jbpf.cli.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.jbpf.cli.report.TextTable;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.ObjectLinks;
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.runtime.object.OpenProgram;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was loaded of an object, and where it is attached. */
public record LoadReport(OpenObject open, BpfObject object, ObjectLinks links) {

  /** {@return two tables, programs and maps} */
  public String table() {
    TextTable programs = new TextTable("PROGRAM", "SECTION", "TYPE", "ID", "ATTACHED TO");
    object
        .programs()
        .forEach(
            (name, program) ->
                programs.add(
                    name, section(name), type(program), id(program), or(places(name), "nothing")));
    TextTable maps = new TextTable("MAP", "TYPE", "ID", "KEY", "VALUE", "ENTRIES");
    object.maps().forEach((name, map) -> addMap(maps, name, map));
    return programs + (maps.isEmpty() ? "" : System.lineSeparator() + maps);
  }

  private static void addMap(TextTable maps, String name, KernelMap<?, ?> map) {
    MapDef<?, ?> def = map.def();
    maps.add(
        name,
        type(def),
        Long.toString(map.info().id()),
        Integer.toString(def.key().size()),
        Integer.toString(def.valueSize()),
        Integer.toString(def.maxEntries()));
  }

  /** {@return the same as a JSON object, in one line} */
  public String json() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("programs");
      for (Map.Entry<String, KernelProgram> entry : object.programs().entrySet()) {
        writeProgram(json, entry.getKey(), entry.getValue());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("maps");
      for (Map.Entry<String, KernelMap<?, ?>> entry : object.maps().entrySet()) {
        writeMap(json, entry.getKey(), entry.getValue());
      }
      json.writeEndArray();
      if (!losses().isEmpty()) {
        json.writeArrayFieldStart("losses");
        for (String loss : losses()) {
          json.writeString(loss);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private void writeProgram(JsonGenerator json, String name, KernelProgram program)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("section", section(name));
    json.writeStringField("type", type(program));
    json.writeNumberField("id", program.info().id());
    json.writeArrayFieldStart("attached");
    for (String place : places(name)) {
      json.writeString(place);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeMap(JsonGenerator json, String name, KernelMap<?, ?> map)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("type", type(map.def()));
    json.writeNumberField("id", map.info().id());
    json.writeNumberField("key_size", map.def().key().size());
    json.writeNumberField("value_size", map.def().valueSize());
    json.writeNumberField("max_entries", map.def().maxEntries());
    json.writeEndObject();
  }

  /** {@return what the tables do not show: what was not loaded, and what will stay} */
  public List<String> notes() {
    return Stream.of(
            losses().stream().map(loss -> "the kernel did not take all: " + loss),
            open.programs().stream()
                .filter(program -> ProgramSection.isOptional(program.section()))
                .filter(program -> !program.isLoaded())
                .map(LoadReport::notAsked),
            open.pins().entrySet().stream()
                .map(pin -> "map '" + pin.getKey() + "' stays pinned: " + pin.getValue()))
        .flatMap(notes -> notes)
        .toList();
  }

  private static String notAsked(OpenProgram program) {
    return program + " is loaded only if asked for: --only " + program.name();
  }

  private List<String> losses() {
    return object.losses();
  }

  /** {@return what the verifier told of each program, if it was asked} */
  public String logs() {
    return object.programs().entrySet().stream()
        .filter(entry -> !entry.getValue().log().isEmpty())
        .map(entry -> entry.getKey() + ":\n" + entry.getValue().log().stripTrailing() + "\n")
        .collect(Collectors.joining());
  }

  private String section(String program) {
    return open.program(program).section();
  }

  private static String type(KernelProgram program) {
    return program.spec().type().name().toLowerCase(Locale.ROOT);
  }

  private static String type(MapDef<?, ?> def) {
    return def.type().name().toLowerCase(Locale.ROOT);
  }

  private static String id(KernelProgram program) {
    return Long.toString(program.info().id());
  }

  private List<String> places(String program) {
    List<String> places = new ArrayList<>();
    links.attached().stream()
        .filter(attached -> attached.name().equals(program))
        .forEach(attached -> places.add(attached.hook().toString()));
    return places;
  }

  private static String or(List<String> places, String nothing) {
    return places.isEmpty() ? nothing : String.join(", ", places);
  }
}
