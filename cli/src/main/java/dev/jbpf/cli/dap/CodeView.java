package dev.jbpf.cli.dap;

import dev.jbpf.cli.debug.SourceFinder;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.code.flow.ProgramFlow;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import dev.jbpf.vm.debug.CodePlaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.eclipse.lsp4j.debug.DisassembledInstruction;
import org.eclipse.lsp4j.debug.DisassembledInstructionPresentationHint;
import org.eclipse.lsp4j.debug.Source;

/**
 * The program as an editor shows it: by its sources, and instruction by instruction. The address of
 * an instruction is that of its bytes: eight times its slot.
 */
final class CodeView {
  /** Stands for the listing, the source of programs that have no other. */
  static final int LISTING = 1;

  private final Program program;
  private final CodePlaces places;
  private final SourceFinder sources;
  private final String name;
  private final String[] texts;

  /** The slots where instructions start, in order. */
  private final int[] starts;

  CodeView(Program program, CodePlaces places, SourceFinder sources, String name) {
    this.program = program;
    this.places = places;
    this.sources = sources;
    this.name = name;
    this.texts = Disassembler.bySlot(program, Dialect.LLVM);
    this.starts = IntStream.range(0, texts.length).filter(i -> !texts[i].isEmpty()).toArray();
  }

  /** A line that an editor can show. */
  record Shown(Source source, int line) {}

  /** {@return where the instruction at {@code slot} is seen} */
  Shown shown(int slot) {
    Optional<CodePlaces.Line> line = places.line(slot);
    Optional<Path> file = sources.file(program, slot);
    if (line.isPresent() && file.isPresent()) {
      Source source = new Source();
      source.setName(String.valueOf(file.get().getFileName()));
      source.setPath(file.get().toString());
      return new Shown(source, line.get().number());
    }
    return new Shown(listing(), row(slot) + 1);
  }

  private Source listing() {
    Source source = new Source();
    source.setName(name + " (instructions)");
    source.setSourceReference(LISTING);
    return source;
  }

  /** {@return the number of the instruction that starts at {@code slot}, counted from 0} */
  private int row(int slot) {
    return (int) IntStream.of(starts).takeWhile(start -> start < slot).count();
  }

  /** {@return the listing: an instruction a line} */
  String listingText() {
    StringBuilder text = new StringBuilder();
    for (int start : starts) {
      text.append(String.format("%4d: %s%n", start, texts[start]));
    }
    return text.toString();
  }

  /** Lines of one source that have instructions, and where they start. */
  private Map<Integer, BitSet> lines(Source source) {
    Map<Integer, BitSet> lines = new TreeMap<>();
    if (source.getPath() == null) {
      for (int i = 0; i < starts.length; i++) {
        lines.computeIfAbsent(i + 1, none -> new BitSet()).set(starts[i]);
      }
      return lines;
    }
    places
        .starts()
        .forEach(
            (line, slots) -> {
              if (isIn(line, slots.nextSetBit(0), source.getPath())) {
                lines.computeIfAbsent(line.number(), none -> new BitSet()).or(slots);
              }
            });
    return lines;
  }

  private boolean isIn(CodePlaces.Line line, int slot, String path) {
    Optional<Path> file = sources.file(program, slot);
    if (file.isPresent()) {
      return file.get().equals(Path.of(path).toAbsolutePath().normalize());
    }
    return Path.of(path).endsWith(Path.of(line.file()).getFileName());
  }

  /** Where a breakpoint comes to stand. */
  record Stand(int line, BitSet slots) {}

  /** {@return the first line from {@code line} on that has instructions} */
  Optional<Stand> stand(Source source, int line) {
    return lines(source).entrySet().stream()
        .filter(entry -> entry.getKey() >= line)
        .findFirst()
        .map(entry -> new Stand(entry.getKey(), entry.getValue()));
  }

  /** {@return the lines from {@code first} to {@code last} that have instructions} */
  List<Integer> lines(Source source, int first, int last) {
    return lines(source).keySet().stream().filter(n -> n >= first && n <= last).toList();
  }

  /** {@return the sources that can be shown} */
  List<Source> sources() {
    Map<String, Source> all = new TreeMap<>();
    for (int start : starts) {
      Source source = shown(start).source();
      all.putIfAbsent(String.valueOf(source.getPath()), source);
    }
    return List.copyOf(all.values());
  }

  /** {@return the address of the instruction at {@code slot}, as text} */
  static String address(int slot) {
    return "0x" + Integer.toHexString(slot * Long.BYTES);
  }

  /**
   * {@return the slot of the instruction at that address}
   *
   * @throws org.eclipse.lsp4j.jsonrpc.ResponseErrorException if none starts there
   */
  int slot(String address, int offset) {
    long bytes = AddressText.parse(address) + offset;
    long slot = bytes / Long.BYTES;
    if (bytes % Long.BYTES != 0 || IntStream.of(starts).noneMatch(start -> start == slot)) {
      throw DapError.of("no instruction starts at 0x" + Long.toHexString(bytes));
    }
    return (int) slot;
  }

  /** {@return {@code count} instructions from the one that is {@code distance} from there} */
  List<DisassembledInstruction> disassemble(long address, int distance, int count) {
    int first = row((int) (address / Long.BYTES)) + distance;
    List<DisassembledInstruction> all = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      all.add(i >= 0 && i < starts.length ? instruction(starts[i]) : outside(i));
    }
    return all;
  }

  private DisassembledInstruction instruction(int slot) {
    DisassembledInstruction found = new DisassembledInstruction();
    found.setAddress(address(slot));
    found.setInstruction(texts[slot]);
    boolean isWide = slot + 1 < texts.length && texts[slot + 1].isEmpty();
    found.setInstructionBytes(hex(slot) + (isWide ? " " + hex(slot + 1) : ""));
    Shown shown = shown(slot);
    if (shown.source().getPath() != null) {
      found.setLocation(shown.source());
      found.setLine(shown.line());
    }
    program.labels().entrySet().stream()
        .filter(label -> label.getValue().equals(new Slot(slot)))
        .findFirst()
        .ifPresent(label -> found.setSymbol(label.getKey()));
    return found;
  }

  private String hex(int slot) {
    return String.format("%016x", Long.reverseBytes(program.word(slot)));
  }

  /** Editors want as many as they asked for; what there is not gets an address of its own, too. */
  private static DisassembledInstruction outside(int row) {
    DisassembledInstruction none = new DisassembledInstruction();
    none.setAddress(
        row < 0 ? "-0x" + Integer.toHexString(-row * Long.BYTES) : address(row + (1 << 20)));
    none.setInstruction("(outside of the program)");
    none.setPresentationHint(DisassembledInstructionPresentationHint.INVALID);
    return none;
  }

  /** {@return the name of the function that {@code slot} is in} */
  String function(int slot) {
    BitSet functions = ProgramFlow.of(program).functions();
    int start = Math.max(functions.previousSetBit(slot), 0);
    return program.labels().entrySet().stream()
        .filter(label -> label.getValue().number() == start)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(start == 0 ? name : name + "+" + start);
  }
}
