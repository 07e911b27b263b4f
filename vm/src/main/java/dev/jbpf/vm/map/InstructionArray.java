package dev.jbpf.vm.map;

import dev.jbpf.kernel.Errno;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code BPF_MAP_TYPE_INSN_ARRAY}: Java says which instructions of a program it names, by their
 * slots; the program finds their addresses, 8 bytes each, which {@code gotox} takes. Since Linux
 * 6.19.
 *
 * <p>Source: {@code uapi/linux/bpf.h}, {@code struct bpf_insn_array_value}: the slot as it was, as
 * it is in the loaded program, and where it is in compiled code. Here the program is loaded as it
 * was.
 */
final class InstructionArray extends VmMap {
  static final int VALUE_BYTES = 16;

  private static final int LOADED = 4;
  private static final int COMPILED = 8;

  private final ArrayMap values;
  private final Slab addresses;
  private final Map<Long, Integer> places = new HashMap<>();

  InstructionArray(AddressSpace space, MapDef<?, ?> def) {
    super(def);
    this.values = new ArrayMap(space, def, 1);
    this.addresses = Slab.contiguous(space, MapDef.array(def.name(), Codec.U64, def.maxEntries()));
  }

  /** {@return the address of byte {@code offset} of the addresses} */
  OptionalLong address(int offset) {
    boolean isOne =
        offset >= 0 && offset % Long.BYTES == 0 && offset / Long.BYTES < def().maxEntries();
    return isOne ? OptionalLong.of(addresses.address(0, 0) + offset) : OptionalLong.empty();
  }

  /** {@return the slots that it names} */
  synchronized List<Integer> places() {
    return List.copyOf(places.values());
  }

  @Override
  Optional<byte[]> read(byte[] key) {
    return values.read(key);
  }

  @Override
  synchronized int write(byte[] key, byte[] value, long flags) {
    if (Bytes.load4(value, LOADED) != 0 || Bytes.load4(value, COMPILED) != 0) {
      return Errno.EINVAL.result();
    }
    byte[] loaded = value.clone();
    Bytes.store4(loaded, LOADED, Bytes.load4(value, 0));
    int error = values.write(key, loaded, flags);
    if (error == 0) {
      int place = (int) Bytes.load4(value, 0);
      byte[] address = new byte[Long.BYTES];
      Bytes.store8(address, 0, AddressSpace.functionHandle(place));
      addresses.write((int) Bytes.load4(key, 0), 0, address);
      places.put(Bytes.load4(key, 0), place);
    }
    return error;
  }

  @Override
  public List<byte[]> keys() {
    return values.keys();
  }

  @Override
  void close() {
    values.close();
    addresses.close();
  }
}
