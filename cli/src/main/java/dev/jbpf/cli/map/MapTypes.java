package dev.jbpf.cli.map;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.value.TypedValue;
import dev.jbpf.btf.value.ValueReader;
import dev.jbpf.btf.value.ValueWriter;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.HexBytes;
import dev.jbpf.cli.find.TypesById;
import dev.jbpf.cli.report.JsonValues;
import dev.jbpf.runtime.inspect.MapDetails;
import dev.jbpf.runtime.symbols.KernelTypes;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * Keys and values of a map as people write them, and as bytes; by their types, where it has any.
 */
final class MapTypes {
  private static final String HEX = "hex";

  private final Optional<Btf> types;
  private final int keyType;
  private final int valueType;
  private final MapDetails details;

  private MapTypes(MapDetails details, Optional<Btf> types, int keyType, int valueType) {
    this.details = details;
    this.types = types;
    this.keyType = keyType;
    this.valueType = valueType;
  }

  static MapTypes of(MapDetails details, TypesById known) {
    return details.kernelValueType() != 0
        ? new MapTypes(details, Optional.of(KernelTypes.all()), 0, details.kernelValueType())
        : new MapTypes(
            details, known.find(details.types()), details.keyType(), details.valueType());
  }

  /** {@return whether the map has types} */
  boolean areKnown() {
    return types.isPresent() && (keyType != 0 || valueType != 0);
  }

  Optional<TypedValue> key(byte[] bytes) {
    return read(keyType, bytes);
  }

  Optional<TypedValue> value(byte[] bytes) {
    return read(valueType, bytes);
  }

  private Optional<TypedValue> read(int type, byte[] bytes) {
    return type == 0 ? Optional.empty() : types.map(btf -> ValueReader.read(btf, type, bytes));
  }

  byte[] parseKey(List<String> words) {
    return parse("key", words, keyType, details.keySize());
  }

  byte[] parseValue(List<String> words) {
    return parse("value", words, valueType, details.valueSize());
  }

  /** One word, or JSON in one, is a value; a word a byte are bytes, as with bpftool. */
  private byte[] parse(String what, List<String> words, int type, int size) {
    if (words.isEmpty()) {
      throw new UsageException("there is nothing behind '" + what + "'");
    }
    boolean isHex = words.get(0).equals(HEX);
    byte[] bytes =
        isHex
            ? HexBytes.parse(String.join(" ", words.subList(1, words.size())))
            : words.size() == 1 ? typed(what, words.get(0), type, size) : bytes(what, words);
    if (bytes.length != size) {
      throw new UsageException(
          "the " + what + " has " + bytes.length + " bytes, those of this map have " + size);
    }
    return bytes;
  }

  private static byte[] bytes(String what, List<String> words) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String word : words) {
      int value = number(what, word).bitLength() > Byte.SIZE ? -1 : number(what, word).intValue();
      if (value < 0) {
        throw new UsageException("the " + what + " has " + word + ", which is no byte");
      }
      bytes.write(value);
    }
    return bytes.toByteArray();
  }

  private static BigInteger number(String what, String word) {
    try {
      return word.startsWith("0x") ? new BigInteger(word.substring(2), 16) : new BigInteger(word);
    } catch (NumberFormatException e) {
      throw new UsageException("the " + what + " has " + word + ", which is no number");
    }
  }

  private byte[] typed(String what, String word, int type, int size) {
    TypedValue value = JsonValues.parse(word);
    try {
      return types.isPresent() && type != 0
          ? ValueWriter.write(types.get(), type, value)
          : plain(what, word, size);
    } catch (IllegalArgumentException e) {
      throw new UsageException("the " + what + ": " + e.getMessage());
    }
  }

  /** A number of that many bytes, of this machine. */
  private static byte[] plain(String what, String word, int size) {
    BigInteger value = number(what, word);
    if (value.bitLength() > size * Byte.SIZE || size > Long.BYTES && value.signum() < 0) {
      throw new UsageException("the " + what + " " + word + " does not fit in " + size + " bytes");
    }
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      int place = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? size - 1 - i : i;
      bytes[place] = value.shiftRight(i * Byte.SIZE).byteValue();
    }
    return bytes;
  }
}
