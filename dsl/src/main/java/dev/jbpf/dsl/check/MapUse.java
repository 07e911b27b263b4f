package dev.jbpf.dsl.check;

import static dev.jbpf.kernel.Helper.*;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which helpers take maps of which type. Types that are not here, hash tables and arrays, can be
 * given to all helpers but those that are here.
 *
 * <p>Source: what the verifier of Linux 6.18 admits; older ones admit less.
 */
final class MapUse {
  private static final Map<MapType, Set<Helper>> HELPERS = new EnumMap<>(MapType.class);

  /** Helpers that types without a row take, too. */
  private static final Set<Helper> GENERAL =
      EnumSet.of(MAP_LOOKUP_ELEM, MAP_UPDATE_ELEM, MAP_DELETE_ELEM, KPTR_XCHG);

  static {
    allow(MapType.PROG_ARRAY, TAIL_CALL);
    allow(
        MapType.PERF_EVENT_ARRAY,
        PERF_EVENT_READ,
        PERF_EVENT_OUTPUT,
        SKB_OUTPUT,
        PERF_EVENT_READ_VALUE,
        XDP_OUTPUT);
    allow(MapType.RINGBUF, RINGBUF_OUTPUT, RINGBUF_RESERVE, RINGBUF_QUERY, RINGBUF_RESERVE_DYNPTR);
    allow(MapType.USER_RINGBUF, USER_RINGBUF_DRAIN);
    allow(MapType.STACK_TRACE, GET_STACKID);
    allow(MapType.CGROUP_ARRAY, SKB_UNDER_CGROUP, CURRENT_TASK_UNDER_CGROUP);
    allow(MapType.CGROUP_STORAGE, GET_LOCAL_STORAGE);
    allow(MapType.PERCPU_CGROUP_STORAGE, GET_LOCAL_STORAGE);
    allow(MapType.DEVMAP, REDIRECT_MAP, MAP_LOOKUP_ELEM);
    allow(MapType.DEVMAP_HASH, REDIRECT_MAP, MAP_LOOKUP_ELEM);
    allow(MapType.CPUMAP, REDIRECT_MAP);
    allow(MapType.XSKMAP, REDIRECT_MAP, MAP_LOOKUP_ELEM);
    allow(MapType.ARRAY_OF_MAPS, MAP_LOOKUP_ELEM);
    allow(MapType.HASH_OF_MAPS, MAP_LOOKUP_ELEM);
    allow(
        MapType.SOCKMAP,
        SK_REDIRECT_MAP,
        SOCK_MAP_UPDATE,
        MSG_REDIRECT_MAP,
        SK_SELECT_REUSEPORT,
        MAP_LOOKUP_ELEM,
        MAP_UPDATE_ELEM,
        MAP_DELETE_ELEM);
    allow(
        MapType.SOCKHASH,
        SK_REDIRECT_HASH,
        SOCK_HASH_UPDATE,
        MSG_REDIRECT_HASH,
        SK_SELECT_REUSEPORT,
        MAP_LOOKUP_ELEM,
        MAP_UPDATE_ELEM,
        MAP_DELETE_ELEM);
    allow(MapType.REUSEPORT_SOCKARRAY, SK_SELECT_REUSEPORT);
    allow(MapType.QUEUE, MAP_PEEK_ELEM, MAP_POP_ELEM, MAP_PUSH_ELEM);
    allow(MapType.STACK, MAP_PEEK_ELEM, MAP_POP_ELEM, MAP_PUSH_ELEM);
    allow(MapType.BLOOM_FILTER, MAP_PEEK_ELEM, MAP_PUSH_ELEM);
    allow(MapType.SK_STORAGE, SK_STORAGE_GET, SK_STORAGE_DELETE, KPTR_XCHG);
    allow(MapType.INODE_STORAGE, INODE_STORAGE_GET, INODE_STORAGE_DELETE, KPTR_XCHG);
    allow(MapType.TASK_STORAGE, TASK_STORAGE_GET, TASK_STORAGE_DELETE, KPTR_XCHG);
    allow(MapType.CGRP_STORAGE, CGRP_STORAGE_GET, CGRP_STORAGE_DELETE, KPTR_XCHG);
  }

  private MapUse() {}

  private static void allow(MapType type, Helper first, Helper... others) {
    HELPERS.put(type, EnumSet.of(first, others));
  }

  /** {@return why {@code helper} does not take {@code map}} */
  static Optional<Rule> broken(Helper helper, MapDef<?, ?> map) {
    Set<Helper> taking = HELPERS.getOrDefault(map.type(), EnumSet.noneOf(Helper.class));
    String what =
        helper.signature().name()
            + " does not take the map "
            + map.name()
            + " of type "
            + map.type();
    if (!taking.isEmpty()) {
      return taking.contains(helper)
          ? Optional.empty()
          : wrong(what, "such maps go to " + names(taking));
    }
    Set<MapType> types = types(helper);
    return GENERAL.contains(helper) || types.isEmpty()
        ? Optional.empty()
        : wrong(what, "it takes maps of type " + types.toString().replaceAll("[\\[\\]]", ""));
  }

  private static Set<MapType> types(Helper helper) {
    return HELPERS.entrySet().stream()
        .filter(row -> row.getValue().contains(helper))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(MapType.class)));
  }

  private static String names(Set<Helper> helpers) {
    return helpers.stream()
        .map(helper -> helper.signature().name())
        .collect(Collectors.joining(", "));
  }

  private static Optional<Rule> wrong(String message, String note) {
    return Rule.broken("map-type", message, note);
  }
}
