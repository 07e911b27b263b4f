package dev.jbpf.vm.helper.kfunc;

import dev.jbpf.vm.helper.family.MapArgument;
import dev.jbpf.vm.map.Arena;

/** Pages of arenas. */
record ArenaKfuncs(MapArgument maps) implements KfuncFamily {
  private static final long LOW = 0xffff_ffffL;

  @Override
  public void register(Registry registry) {
    registry.put(
        "bpf_arena_alloc_pages",
        (call, map, address, count, node, flags) ->
            flags != 0
                ? 0
                : maps.get(call, map, Arena.class)
                    .allocate(address, (int) Math.min(count & LOW, Integer.MAX_VALUE))
                    .orElse(0L));
    registry.put(
        "bpf_arena_free_pages",
        (call, map, address, count, r4, r5) -> {
          maps.get(call, map, Arena.class)
              .free(address, (int) Math.min(count & LOW, Integer.MAX_VALUE));
          return 0;
        });
    registry.put("bpf_arena_reserve_pages", (call, map, address, count, r4, r5) -> 0);
  }
}
