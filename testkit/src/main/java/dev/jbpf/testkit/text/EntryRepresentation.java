package dev.jbpf.testkit.text;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.presentation.StandardRepresentation;

/** Entries of maps in messages: those of an array that nobody has written to are left out. */
public final class EntryRepresentation extends StandardRepresentation {
  private static final int MOST = 16;

  private final MapDef<?, ?> def;

  /** Of a map's entries. */
  public EntryRepresentation(MapDef<?, ?> def) {
    this.def = def;
  }

  @Override
  protected String toStringOf(Map<?, ?> map) {
    List<String> written = new ArrayList<>();
    int zero = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (isArray(def) && same(entry.getValue(), zero(def))) {
        zero++;
      } else if (written.size() < MOST) {
        written.add(toStringOf(entry.getKey()) + "=" + toStringOf(entry.getValue()));
      } else {
        written.set(MOST - 1, "…");
      }
    }
    String rest = zero == 0 ? "" : (written.isEmpty() ? "" : ", ") + zero + " entries are zero";
    return def.name() + " {" + String.join(", ", written) + rest + "}";
  }

  private static boolean isArray(MapDef<?, ?> def) {
    return def.type() == MapType.ARRAY;
  }

  private static Object zero(MapDef<?, ?> def) {
    return def.value()
        .decode(ByteBuffer.allocate(def.value().size()).order(ByteOrder.nativeOrder()), 0);
  }

  private static boolean same(Object a, Object b) {
    return Objects.deepEquals(a, b);
  }

  /** {@return a line an entry that is not as expected; empty if all are} */
  public static String difference(MapDef<?, ?> def, Map<?, ?> expected, Map<?, ?> actual) {
    StandardRepresentation plain = new StandardRepresentation();
    Set<Object> keys = new LinkedHashSet<>(expected.keySet());
    keys.addAll(actual.keySet());
    StringBuilder text = new StringBuilder();
    for (Object key : keys) {
      Object wanted = value(def, expected, key);
      Object found = value(def, actual, key);
      if (!same(wanted, found)) {
        text.append(
            String.format(
                "  %s: expected %s, is %s%n",
                plain.toStringOf(key), plain.toStringOf(wanted), plain.toStringOf(found)));
      }
    }
    return text.toString();
  }

  private static Object value(MapDef<?, ?> def, Map<?, ?> map, Object key) {
    Object nothing = isArray(def) ? zero(def) : "nothing";
    return map.containsKey(key) ? map.get(key) : nothing;
  }
}
