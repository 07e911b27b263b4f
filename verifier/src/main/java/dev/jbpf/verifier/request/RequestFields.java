package dev.jbpf.verifier.request;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of an object of a request, each of the kind that it should be. */
record RequestFields(String place, Map<?, ?> values) {
  private static final long MOST = 0xffff_ffffL;

  Optional<String> text(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw wrong(name, "must be a string");
  }

  /** {@return the bytes that hexadecimal digits stand for} */
  Optional<byte[]> bytes(String name) {
    return text(name).map(digits -> bytes(name, digits));
  }

  private byte[] bytes(String name, String digits) {
    try {
      return HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw wrong(name, "is to be hexadecimal digits: " + e.getMessage());
    }
  }

  /** {@return a number of 32 bits; {@code other} where there is none} */
  int number(String name, int other) {
    Object value = values.get(name);
    if (value == null) {
      return other;
    }
    if (value instanceof Number number && isWhole(number)) {
      long bits = number.longValue();
      if (bits >= 0 && bits <= MOST) {
        return (int) bits;
      }
    }
    throw wrong(name, "must be a number from 0 to " + MOST);
  }

  private static boolean isWhole(Number number) {
    return number instanceof Integer
        || number instanceof Long
        || number instanceof BigInteger big && big.bitLength() < Long.SIZE;
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  RequestFields object(String name) {
    if (values.get(name) instanceof Map<?, ?> object) {
      return new RequestFields(place + name + ".", object);
    }
    throw wrong(name, "must be an object");
  }

  /** {@return the objects of an array; none where there is no such field} */
  List<RequestFields> objects(String name) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
      return list.stream()
          .map(item -> new RequestFields(place + name + ".", (Map<?, ?>) item))
          .toList();
    }
    throw wrong(name, "must be an array of objects");
  }

  IllegalArgumentException wrong(String name, String what) {
    return new IllegalArgumentException("\"" + place + name + "\" " + what);
  }
}
