package dev.jbpf.elf.bpf.describe;

import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the definition of a map as libbpf wants it: an anonymous structure of pointers, where a
 * number is the length of the array that a member points to.
 */
public final class MapDefinitionTypes {

  /** The kernel makes these of typed keys and values only. */
  private static final Set<MapType> LOCAL_STORAGES =
      EnumSet.of(
          MapType.SK_STORAGE, MapType.INODE_STORAGE, MapType.TASK_STORAGE, MapType.CGRP_STORAGE);

  private final BtfBuilder types;
  private final ObjectTypes.BasicTypes basic;
  private final List<BtfType.Member> members = new ArrayList<>();

  MapDefinitionTypes(BtfBuilder types, ObjectTypes.BasicTypes basic) {
    this.types = types;
    this.basic = basic;
  }

  /** The definition of a map of which no more than sizes are known. */
  BtfType.Struct definition(ObjectMap map) {
    number("type", map.type().value());
    if (LOCAL_STORAGES.contains(map.type())) {
      member("key", basic.pointer(basic.signedInt()));
      member("value", basic.pointer(basic.ofSize(map.valueSize())));
    } else {
      numberUnlessZero("key_size", map.keySize());
      numberUnlessZero("value_size", map.valueSize());
    }
    if (map.inner().isEmpty()) {
      return rest(map, Optional.empty());
    }
    return rest(
        map, Optional.of(new MapDefinitionTypes(types, basic).definition(map.inner().get())));
  }

  /** The definition of a map whose codecs say what its keys and values are. */
  BtfType.Struct definition(MapDef<?, ?> def) {
    if (!LayoutTypes.isWorthwhile(def) && def.inner().isEmpty()) {
      return definition(ObjectMap.of(def));
    }
    number("type", def.type().value());
    layout("key", def.key());
    layout("value", def.value());
    Optional<BtfType.Struct> inner =
        def.inner().isPresent()
            ? Optional.of(new MapDefinitionTypes(types, basic).definition(def.inner().get()))
            : Optional.empty();
    return rest(ObjectMap.of(def), inner);
  }

  /** A type; the kernel takes maps without keys or values without. */
  private void layout(String name, Codec<?> codec) {
    if (codec.size() > 0) {
      member(name, basic.pointer(new LayoutTypes(types).add(codec.layout())));
    }
  }

  private BtfType.Struct rest(ObjectMap map, Optional<BtfType.Struct> inner) {
    numberUnlessZero("max_entries", map.maxEntries());
    numberUnlessZero("map_flags", Integer.toUnsignedLong(map.flags()));
    numberUnlessZero("map_extra", map.extra());
    numberUnlessZero("pinning", map.pinning());
    int size = members.size() * Long.BYTES;
    if (inner.isPresent()) {
      values(inner.get());
    }
    return new BtfType.Struct("", size, members);
  }

  /** The last member: an array of no pointers to definitions of the inner map. */
  private void values(BtfType.Struct inner) {
    member("values", basic.array(basic.pointer(types.add(inner)), 0));
  }

  private void numberUnlessZero(String name, long value) {
    if (value != 0) {
      number(name, value);
    }
  }

  private void number(String name, long value) {
    member(name, basic.pointer(basic.array(basic.signedInt(), value)));
  }

  private void member(String name, int type) {
    members.add(new BtfType.Member(name, type, (long) members.size() * Long.SIZE, 0));
  }
}
