package dev.jbpf.runtime.attach.usdt;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.attach.object.ObjectParts;
import java.util.List;

/**
 * What the programs of an object find out about their probes: its maps, as libbpf's {@code
 * usdt.bpf.h} defines them.
 */
final class ProbeSpecs {
  private static final String SPECS = "__bpf_usdt_specs";
  private static final String BY_ADDRESS = "__bpf_usdt_ip_to_spec_id";
  private final ObjectParts object;
  private final SpecLayout layout;
  private final KernelMap<Integer, byte[]> specs;

  /**
   * Those of a loaded object.
   *
   * @throws IllegalArgumentException if it has no such maps
   */
  ProbeSpecs(ObjectParts object) {
    this.object = object;
    if (!object.maps().containsKey(SPECS)) {
      throw new IllegalArgumentException(
          "the object has no map " + SPECS + ": include bpf/usdt.bpf.h");
    }
    KernelMap<?, ?> map = object.map(SPECS);
    MapDef<?, ?> def = map.def();
    this.layout = SpecLayout.of(def.valueSize()).orElseThrow(() -> unknown(def));
    this.specs = map.as(def.withCodecs(Codec.INDEX, Codec.bytes(def.valueSize())));
  }

  private static IllegalArgumentException unknown(MapDef<?, ?> def) {
    return new IllegalArgumentException(
        "values of map " + SPECS + " have " + def.valueSize() + " bytes, as no usdt.bpf.h known");
  }

  /** {@return whether programs find the number by their cookie, or else by their address} */
  boolean areByCookie() {
    return object.hasCookies().getAsBoolean();
  }

  /**
   * {@return the number by which programs find these arguments}
   *
   * @throws IllegalArgumentException if there are too many, of arguments or of probes
   */
  int add(List<ProbeArgument> arguments, long cookie) {
    byte[] spec = layout.spec(arguments, cookie);
    int most = specs.def().maxEntries();
    int number =
        object
            .probes()
            .take(most)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the map " + SPECS + " has only " + most + " entries: make it larger"));
    specs.update(number, spec);
    return number;
  }

  /** Has programs at {@code address} find those of that number, on kernels without cookies. */
  void place(long address, int number) {
    KernelMap<?, ?> map = object.map(BY_ADDRESS);
    map.as(map.def().withCodecs(Codec.U64, Codec.U32)).update(address, (long) number);
  }

  /** Gives the number back. */
  void remove(int number) {
    object.probes().giveBack(number);
  }
}
