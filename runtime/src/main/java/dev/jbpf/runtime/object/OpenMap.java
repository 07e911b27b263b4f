package dev.jbpf.runtime.object;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.load.BufferData;
import dev.jbpf.elf.bpf.load.DataSection;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.netlink.Interfaces;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** A map of an object that is not loaded yet. */
public final class OpenMap {
  private final String kernelName;
  private final Optional<SectionContent> section;
  private ObjectMap definition;
  private Optional<KernelMap<?, ?>> given = Optional.empty();
  private Optional<Path> pin = Optional.empty();
  private boolean isPinnedAtAll = true;
  private boolean isCreated = true;
  private Optional<String> exclusive = Optional.empty();
  private OptionalInt device = OptionalInt.empty();

  /** {@code firstContent} gives, when asked, the first values of variables. */
  OpenMap(
      ObjectMap definition,
      String kernelName,
      Optional<DataSection> data,
      Function<DataSection, ByteBuffer> firstContent) {
    this.definition = definition;
    this.kernelName = kernelName;
    this.section =
        data.isPresent()
            ? Optional.of(new SectionContent(data.get(), firstContent))
            : Optional.empty();
  }

  /** {@return the name by which programs refer to it; that of the section, for variables} */
  public String name() {
    return definition.name();
  }

  /** {@return what it will be made from} */
  public ObjectMap definition() {
    return definition;
  }

  /**
   * Makes room for that many entries; of ring buffers, that many bytes.
   *
   * @return this
   * @throws IllegalArgumentException if the number is negative, or the map holds variables
   */
  public OpenMap maxEntries(int maxEntries) {
    requireNoData();
    definition = definition.withMaxEntries(maxEntries);
    return this;
  }

  /**
   * Makes values that large, in bytes. A section of variables can only become longer: what is added
   * is zero at first, and belongs to the last variable if that is an array.
   *
   * @return this
   * @throws IllegalArgumentException if the size is negative, or a section would become shorter
   * @throws IllegalStateException if a variable of the section was asked for already
   */
  public OpenMap valueSize(int valueSize) {
    section.ifPresent(variables -> variables.requireRoom(name(), valueSize));
    definition =
        section.isPresent()
            ? definition.withSectionSize(valueSize)
            : definition.withValueSize(valueSize);
    return this;
  }

  /**
   * Makes keys that large, in bytes.
   *
   * @return this
   * @throws IllegalArgumentException if the size is negative, or the map holds variables
   */
  public OpenMap keySize(int keySize) {
    requireNoData();
    definition = definition.withKeySize(keySize);
    return this;
  }

  /**
   * Makes a map of another type.
   *
   * @return this
   * @throws IllegalArgumentException if the map holds variables
   */
  public OpenMap type(MapType type) {
    requireNoData();
    definition = definition.withType(type);
    return this;
  }

  /** Tells the kernel these flags and no others; returns this. */
  public OpenMap flags(MapFlag... flags) {
    int bits = 0;
    for (MapFlag flag : flags) {
      bits |= flag.mask();
    }
    definition = definition.withFlags(bits);
    return this;
  }

  /** Tells the kernel that {@code map_extra}; returns this. */
  public OpenMap extra(long extra) {
    definition = definition.withExtra(extra);
    return this;
  }

  /**
   * Takes the memory of that NUMA node, with the flag that goes with it.
   *
   * @return this
   * @throws IllegalArgumentException if the number is negative
   */
  public OpenMap numaNode(int node) {
    if (node < 0) {
      throw new IllegalArgumentException(
          "map '" + name() + "': NUMA node " + node + ", must be 0 or more");
    }
    definition =
        definition.withFlags(definition.flags() | MapFlag.NUMA_NODE.mask()).withNumaNode(node);
    return this;
  }

  /**
   * Says what the maps are like that this map of maps will hold.
   *
   * @return this
   * @throws IllegalArgumentException if it is not a map of maps
   */
  public OpenMap innerMap(MapDef<?, ?> inner) {
    if (definition.type() != MapType.ARRAY_OF_MAPS && definition.type() != MapType.HASH_OF_MAPS) {
      throw new IllegalArgumentException(
          "map '" + name() + "' is of " + definition.type().kernelName() + ", which holds no maps");
    }
    definition = definition.withInner(ObjectMap.of(inner));
    return this;
  }

  /**
   * Makes it with the object, or not; returns this. Programs that are loaded must not need a map
   * that is not made.
   */
  public OpenMap autocreate(boolean isCreated) {
    this.isCreated = isCreated;
    return this;
  }

  boolean isCreated() {
    return isCreated;
  }

  /**
   * Takes {@code map} instead of a new one; it stays open when the object is closed.
   *
   * @return this
   */
  public OpenMap reuse(KernelMap<?, ?> map) {
    given = Optional.of(map);
    return this;
  }

  /**
   * Takes the map that is pinned there; if none is, a new one is pinned there.
   *
   * @param file in a folder of a mounted BPF file system
   * @return this
   */
  public OpenMap pin(Path file) {
    pin = Optional.of(file);
    isPinnedAtAll = true;
    return this;
  }

  /**
   * Pins it nowhere, and takes no map that is pinned, whatever the object says; returns this. So a
   * test leaves nothing, and finds nothing that another left.
   */
  public OpenMap unpinned() {
    pin = Optional.empty();
    isPinnedAtAll = false;
    return this;
  }

  /** {@return by how many bytes a section of variables is longer than the object has it} */
  int growth() {
    return section.isPresent() ? section.get().growth(definition.valueSize()) : 0;
  }

  /**
   * Has all variables of the section start with that content.
   *
   * @return this
   * @throws IllegalArgumentException if the map holds no variables, or others than as many bytes
   */
  public OpenMap initialValue(byte[] value) {
    if (section.isEmpty() || value.length != definition.valueSize()) {
      throw new IllegalArgumentException(
          section.isEmpty()
              ? name() + " holds no variables"
              : name() + " has " + definition.valueSize() + " bytes, not " + value.length);
    }
    content().bytes().put(0, value);
    return this;
  }

  /**
   * Lets no other program use the map than that one of the object, neither now nor later; since
   * Linux 6.18.
   *
   * @param program its name
   * @return this
   */
  public OpenMap exclusiveTo(String program) {
    exclusive = Optional.of(program);
    return this;
  }

  /** {@return the one program that may use it} */
  Optional<String> exclusive() {
    return exclusive;
  }

  /**
   * Has a network card keep the map, for programs that it runs itself.
   *
   * @return this
   * @throws IllegalArgumentException if there is no such interface
   */
  public OpenMap device(String networkInterface) {
    device = OptionalInt.of(Interfaces.index(networkInterface));
    return this;
  }

  OptionalInt device() {
    return device;
  }

  private void requireNoData() {
    if (section.isPresent()) {
      throw new IllegalArgumentException(
          name() + " holds variables: its size is that of the section");
    }
  }

  String kernelName() {
    return kernelName;
  }

  Optional<DataSection> data() {
    return section.map(SectionContent::section);
  }

  /** {@return the first values of the variables, which can be changed; a copy made when needed} */
  BufferData content() {
    return section.orElseThrow().bytes(definition.valueSize());
  }

  /** {@return whether a new map differs from what it is to hold} */
  boolean hasContent() {
    return section.filter(SectionContent::differsFromZeros).isPresent();
  }

  Optional<KernelMap<?, ?>> given() {
    return given;
  }

  /**
   * {@return where it is pinned}
   *
   * @throws BpfObjectException if the object says a way to pin that nobody knows
   */
  Optional<Path> pinUnder(Path root) {
    return pinUnder(root, PinningIds.SYSTEM);
  }

  Optional<Path> pinUnder(Path root, PinningIds ids) {
    if (pin.isPresent() || !isPinnedAtAll || definition.pinning() == 0) {
      return pin;
    }
    Path folder = definition.isPinned() ? root : root.resolve(numbered(ids));
    return Optional.of(ObjectNames.forPin(folder, name()));
  }

  private Path numbered(PinningIds ids) {
    return ids.folder(definition.pinning())
        .orElseThrow(
            () ->
                new BpfObjectException(
                    String.format(
                        "map '%s': pinning is %d, which is no way to pin: %d is by the map's name"
                            + " (LIBBPF_PIN_BY_NAME), 0 not at all, others are folders that %s"
                            + " numbers; pin(file) or unpinned() say it otherwise",
                        name(), definition.pinning(), ObjectMap.PIN_BY_NAME, ids.files().get(0))));
  }
}
