package dev.jbpf.cli.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists and texts, to compare what two programs tell. */
final class JsonTree {
  /** What changes from one moment to the next. */
  private static final Set<String> CHANGES =
      Set.of("run_time_ns", "run_cnt", "loaded_at", "pids", "duration");

  /** Helpers are probed only where somebody asks, as it takes seconds. */
  private static final Set<String> NOT_TOLD = Set.of("btf_id", "helpers");

  private JsonTree() {}

  static Object parse(String text) {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      return read(parser, parser.nextToken());
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  private static Object read(JsonParser parser, @Nullable JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> object = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        object.put(name, read(parser, parser.nextToken()));
      }
      return object;
    } else if (token == JsonToken.START_ARRAY) {
      List<Object> list = new ArrayList<>();
      for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
        list.add(read(parser, t));
      }
      return list;
    }
    return String.valueOf(parser.getText());
  }

  /** {@return the objects of that list whose number is among {@code ids}, by it} */
  static Map<String, Object> byId(Object list, Predicate<String> isOurs) {
    Map<String, Object> found = new LinkedHashMap<>();
    for (Object each : (List<?>) list) {
      String id = (String) ((Map<?, ?>) each).get("id");
      if (isOurs.test(id)) {
        found.put(id, each);
      }
    }
    return found;
  }

  /** Each field that they have, we have, too, with the same value; {@return how many there are} */
  static int assertAgree(String where, Object ours, Object theirs) {
    if (ours instanceof Map<?, ?> one && theirs instanceof Map<?, ?> other) {
      if (!one.keySet().containsAll(other.keySet())) {
        assertThat(told(other).filter(name -> !one.containsKey(name))).as(where).isEmpty();
      }
      int compared = 0;
      for (Map.Entry<?, ?> entry : one.entrySet()) {
        if (other.containsKey(entry.getKey()) && !CHANGES.contains(entry.getKey())) {
          compared +=
              assertAgree(
                  where + "." + entry.getKey(), entry.getValue(), other.get(entry.getKey()));
        }
      }
      return compared;
    } else if (ours instanceof List<?> one && theirs instanceof List<?> other) {
      assertThat(one).as(where).hasSameSizeAs(other);
      int compared = 0;
      for (int i = 0; i < one.size(); i++) {
        compared += assertAgree(where + "[" + i + "]", one.get(i), other.get(i));
      }
      return compared;
    }
    if (ours.equals(theirs)) {
      return 1;
    }
    if (isNewer(where, theirs)) {
      return 0;
    }
    assertThat(shortened(where, ours)).as(where).isEqualTo(shortened(where, theirs));
    return 1;
  }

  /** In a list of maps, this bpftool says of one without types what it said of the one before. */
  private static Stream<?> told(Map<?, ?> object) {
    return object.keySet().stream()
        .filter(name -> !CHANGES.contains(name) && !NOT_TOLD.contains(name));
  }

  /** For kinds that are newer than it, bpftool has a number. */
  private static boolean isNewer(String where, Object theirs) {
    return where.endsWith("type") && theirs.toString().matches("\\d+");
  }

  /** This bpftool takes constants from 2^31 on for negative, and extends them to 64 bits. */
  private static Object shortened(String where, Object value) {
    return where.endsWith(".val") ? new BigInteger(value.toString()).intValue() : value;
  }
}
