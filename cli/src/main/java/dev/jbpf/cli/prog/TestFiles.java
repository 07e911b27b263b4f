package dev.jbpf.cli.prog;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.find.CommandWords;
import java.util.Optional;

/** The files of a run, by bpftool's words. */
final class TestFiles {
  private static final String FILE = "file";

  private final Console console;
  private Optional<String> dataIn = Optional.empty();
  private Optional<String> dataOut = Optional.empty();
  private Optional<String> contextIn = Optional.empty();
  private Optional<String> contextOut = Optional.empty();
  private Optional<Integer> times = Optional.empty();
  private Optional<Integer> dataSize = Optional.empty();

  TestFiles(Console console) {
    this.console = console;
  }

  /** Takes all of {@code words}. */
  void take(CommandWords words) {
    while (!words.isEmpty()) {
      String word = words.next("word");
      switch (word) {
        case "data_in" -> dataIn = Optional.of(words.next(FILE));
        case "data_out" -> dataOut = file(words);
        case "data_size_out" -> dataSize = Optional.of(words.number(word));
        case "ctx_in" -> contextIn = Optional.of(words.next(FILE));
        case "ctx_out" -> contextOut = file(words);
        case "ctx_size_out" -> words.number(word); // All of a context always comes back.
        case "repeat" -> times = Optional.of(words.number(word));
        default -> words.unknown();
      }
    }
  }

  /** Standard output has all in hexadecimal anyway. */
  private static Optional<String> file(CommandWords words) {
    return Optional.of(words.next(FILE)).filter(name -> !name.equals(InputFile.STANDARD));
  }

  byte[] read(String file) {
    return InputFile.read(file, console).bytes();
  }

  /** {@return a packet with its header of Ethernet, if one is given} */
  Optional<byte[]> frame() {
    return dataIn.map(this::read);
  }

  Optional<byte[]> context() {
    return contextIn.map(this::read);
  }

  int repeat(int otherwise) {
    return Math.max(1, times.orElse(otherwise));
  }

  /** {@return how many bytes the packet may have that comes back, if that is said} */
  Optional<Integer> room() {
    return dataSize;
  }

  boolean takesData() {
    return dataOut.isPresent();
  }

  boolean takesContext() {
    return contextOut.isPresent();
  }

  /** Writes what came back, where the words want it. */
  void write(TestOutput output) {
    dataOut.ifPresent(file -> Output.write(file, output.frame(), console));
    contextOut.ifPresent(file -> Output.write(file, output.context(), console));
  }
}
