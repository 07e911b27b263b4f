package dev.jbpf.verifier.fuzz;

import dev.jbpf.verifier.testing.ClangSources;
import java.nio.file.*;

public final class MutMain {
  public static void main(String[] args) throws Exception {
    ObjectMutants m = new ObjectMutants(Long.parseLong(args[0]), Integer.parseInt(args[1]));
    for (int i = 2; i < args.length; i++) {
      int before = m.differences().size();
      byte[] o = args[i].endsWith(".o") ? Files.readAllBytes(Path.of(args[i])) : ClangSources.compile(args[i], "v4", "-O2", Path.of("/tmp/verify2"));
      m.compare(args[i].replaceAll(".*/", ""), o);
      for (String d : m.differences().subList(before, m.differences().size())) System.out.println(d);
      System.out.println("== " + args[i] + " " + m);
    }
    m.undecided.forEach((k, v) -> System.out.println(v + " " + k));
  }
}
