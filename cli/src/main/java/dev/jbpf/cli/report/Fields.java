package dev.jbpf.cli.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is told of one thing, in the order in which it is told, under the names that JSON has. A
 * value is a number, a text, a truth value, a list, or fields again.
 */
public final class Fields {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** {@return this, with one more} */
  public Fields put(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** {@return this, with one more if it is so} */
  public Fields putIf(boolean isSo, String name, Object value) {
    return isSo ? put(name, value) : this;
  }

  /** {@return this, with one more if there is one} */
  public Fields putIf(String name, OptionalLong value) {
    return value.isPresent() ? put(name, value.getAsLong()) : this;
  }

  /** {@return that value, if there is one} */
  public Optional<Object> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** {@return that value as a text, empty if there is none} */
  public String text(String name) {
    return get(name).map(Object::toString).orElse("");
  }

  /** {@return all but {@code shown} as a text: {@code ifindex 3, attach_type tcx_ingress}} */
  public String textOfOthers(Set<String> shown) {
    return values.entrySet().stream()
        .filter(entry -> !shown.contains(entry.getKey()))
        .map(entry -> entry.getKey() + " " + words(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** {@return the plain values but {@code shown}: {@code " size=8 vlen=2"}} */
  public String assignments(List<String> shown) {
    return values.entrySet().stream()
        .filter(entry -> !shown.contains(entry.getKey()) && !(entry.getValue() instanceof List))
        .map(entry -> " " + entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining());
  }

  private static String words(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Fields::words).collect(Collectors.joining("; ", "[", "]"));
    }
    return value instanceof Fields fields ? fields.textOfOthers(Set.of()) : value.toString();
  }

  /** {@return the names, in their order} */
  public List<String> names() {
    return List.copyOf(values.keySet());
  }

  /** {@return all, in their order} */
  Map<String, Object> all() {
    return values;
  }
}
