package dev.jbpf.verifier.fuzz;

import java.nio.file.*;
import java.util.*;

public final class AskMain {
  public static void main(String[] args) throws Exception {
    try (MapPool pool = new MapPool()) {
      Differ differ = new Differ(pool);
      Random random = new Random(1);
      for (String line : Files.readAllLines(Path.of(args[0]))) {
        if (line.isBlank() || line.startsWith("#")) continue;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < (args.length > 1 ? Integer.parseInt(args[1]) : 1); i++) {
          Optional<Candidate> c = new Template(line).any(random);
          if (c.isEmpty()) { System.out.println("NOT A PROGRAM " + line); break; }
          if (seen.add(c.get().toString())) System.out.println(differ.compare(c.get()) + " " + String.join("; ", dev.jbpf.text.Disassembler.lines(dev.jbpf.code.Program.decode(c.get().bytes(), java.nio.ByteOrder.LITTLE_ENDIAN), dev.jbpf.text.Dialect.LLVM)) + "\n    " + differ.explain(c.get()).replaceAll("(?s)^.*?\n", ""));
        }
      }
    }
  }
}
