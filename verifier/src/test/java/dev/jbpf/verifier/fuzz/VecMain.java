package dev.jbpf.verifier.fuzz;

import dev.jbpf.verifier.fuzz.Differ.Outcome;
import java.util.*;

public final class VecMain {
  public static void main(String[] args) throws Exception {
    Random random = new Random(Long.parseLong(args[0]));
    int times = Integer.parseInt(args[1]);
    List<Candidate> bases = VectorBases.all();
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    Map<String, Integer> undecided = new TreeMap<>();
    try (MapPool pool = new MapPool()) {
      Differ differ = new Differ(pool);
      for (int i = 0; i < times; i++) {
        Candidate c = bases.get(random.nextInt(bases.size()));
        Candidate m = random.nextInt(3) == 0 ? splice(c, bases.get(random.nextInt(bases.size())), random) : c;
        m = Mutator.mutate(m, random);
        Outcome o = differ.compare(m);
        counts.merge(o, 1, Integer::sum);
        if (o == Outcome.UNDECIDED) undecided.merge(differ.ours(m).toString().replaceAll("\\d+", "N"), 1, Integer::sum);
        if (o == Outcome.FALSE_REFUSAL || o == Outcome.MISSED) {
          Shrinker s = new Shrinker(x -> differ.compare(x) == o);
          Candidate sh = s.shrink(m);
          System.out.println(o + " " + differ.explain(sh));
          String[] l = dev.jbpf.text.Disassembler.bySlot(dev.jbpf.code.Program.decode(sh.bytes(), java.nio.ByteOrder.LITTLE_ENDIAN), dev.jbpf.text.Dialect.LLVM);
          for (int k = 0; k < l.length; k++) System.out.println("   " + k + ": " + l[k]);
        }
      }
    }
    System.out.println(counts + "\n" + undecided);
  }

  /** a's head, b's tail */
  static Candidate splice(Candidate a, Candidate b, Random random) {
    int cut = random.nextInt(a.slots().length + 1);
    int from = random.nextInt(b.slots().length);
    if (a.maps().containsKey(cut - 1) || b.maps().containsKey(from - 1)) return a;
    long[] s = new long[cut + b.slots().length - from];
    System.arraycopy(a.slots(), 0, s, 0, cut);
    System.arraycopy(b.slots(), from, s, cut, b.slots().length - from);
    Map<Integer, Integer> maps = new HashMap<>();
    a.maps().forEach((k, v) -> { if (k < cut) maps.put(k, v); });
    b.maps().forEach((k, v) -> { if (k >= from) maps.put(k - from + cut, v); });
    return a.with(s, maps);
  }
}
