package dev.jbpf.cli.run;

import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.vm.map.TypedMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is in a map before a run.
 *
 * @param map its name
 * @param key bytes
 * @param value bytes
 */
public record MapEntry(String map, byte[] key, byte[] value) {
  private static final Pattern FORM = Pattern.compile("(.+):(\\p{XDigit}*)=(\\p{XDigit}*)");

  /**
   * {@return the entry that {@code text} is: {@code NAME:KEY=VALUE}, in hexadecimal digits}
   *
   * @throws IllegalArgumentException if it is none
   */
  public static MapEntry parse(String text) {
    Matcher form = FORM.matcher(text.replace(" ", ""));
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no entry: NAME:KEY=VALUE, in hexadecimal digits");
    }
    HexFormat hex = HexFormat.of();
    return new MapEntry(form.group(1), hex.parseHex(form.group(2)), hex.parseHex(form.group(3)));
  }

  /**
   * Puts it into its map.
   *
   * @throws IllegalArgumentException if there is no such map, or its sizes are others
   */
  public void in(Map<String, BpfMap<?, ?>> maps) {
    if (!(maps.get(map) instanceof TypedMap<?, ?> found)) {
      throw new IllegalArgumentException(
          "there is no map '" + map + "'; there are " + maps.keySet());
    }
    found.withCodecs(Codec.bytes(key.length), Codec.bytes(value.length)).update(key, value);
  }
}
