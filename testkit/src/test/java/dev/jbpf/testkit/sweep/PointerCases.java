package dev.jbpf.testkit.sweep;

import static dev.jbpf.testkit.sweep.Script.Argument.KEY;
import static dev.jbpf.testkit.sweep.Script.Argument.MAP;
import static dev.jbpf.testkit.sweep.Script.Argument.VALUE;

import dev.jbpf.map.MapDef;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What a pointer to a value sees, and what a store through it changes, after the map has changed.
 */
final class PointerCases {
  private static final int SEQUENCES = 160;

  private PointerCases() {}

  static void all(List<MapDef<?, ?>> maps, Consumer<Case> to) {
    for (MapDef<?, ?> def : maps) {
      Random random = new Random(def.hashCode());
      for (int i = 0; i < SEQUENCES; i++) {
        to.accept(Case.of(sequence(random, 1 + i % 8), def));
      }
    }
  }

  /** Takes a pointer to the value of a key, then changes entries, and looks through the pointer. */
  private static Script sequence(Random random, int changes) {
    Script script = new Script();
    for (int key = 1; key <= 3; key++) {
      script.key(key).value(10 * key).call(2, MAP, KEY, VALUE, 0);
    }
    script.key(1 + random.nextInt(3)).callForPointer(1, MAP, KEY).noteValue();
    for (int i = 0; i < changes; i++) {
      script.key(1 + random.nextInt(4));
      if (random.nextInt(3) == 0) {
        script.call(3, MAP, KEY);
      } else {
        script.value(100 + i).call(2, MAP, KEY, VALUE, 0);
      }
      script.noteValue();
    }
    String none = script.label();
    script.then("if r8 == 0 goto %s\nr1 = 777\n*(u64 *)(r8 + 0) = r1\n%s:", none, none);
    for (int key = 1; key <= 4; key++) {
      script.key(key).callForPointer(1, MAP, KEY).noteValue();
    }
    return script;
  }
}
