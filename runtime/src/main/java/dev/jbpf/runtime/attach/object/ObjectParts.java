package dev.jbpf.runtime.attach.object;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.runtime.map.KernelMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What of a loaded object places may need.
 *
 * @param name the object's, for messages
 * @param maps by their names in the source
 * @param hasCookies whether its programs take the kernel for one that gives them cookies
 * @param probes the numbers that its probes of user space have
 */
public record ObjectParts(
    String name,
    Map<String, KernelMap<?, ?>> maps,
    BooleanSupplier hasCookies,
    FreeNumbers probes) {
  /**
   * {@return the map of that name}
   *
   * @throws IllegalArgumentException if there is none
   */
  public KernelMap<?, ?> map(String map) {
    return Suggestions.require(name, "map", map, maps);
  }
}
