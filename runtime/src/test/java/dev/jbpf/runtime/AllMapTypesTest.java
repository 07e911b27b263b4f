package dev.jbpf.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.testing.KernelTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every type of map that the table has can be made. */
@KernelTest
class AllMapTypesTest {
  private static final int PAGE = 4096;

  private static MapDef<?, ?> smallest(MapType type) {
    return switch (type) {
      case STACK_TRACE -> plain(type, Codec.U32, Codec.bytes(8));
      case LPM_TRIE -> plain(type, Codec.U64, Codec.U32).withFlags(MapFlag.NO_PREALLOC);
      case CGROUP_STORAGE -> plain(type, Codec.U64, Codec.U64).withMaxEntries(0);
      case PERCPU_CGROUP_STORAGE ->
          plain(type, Codec.U64, Codec.perCpu(Codec.U64)).withMaxEntries(0);
      case PERCPU_HASH, PERCPU_ARRAY, LRU_PERCPU_HASH ->
          plain(type, Codec.INDEX, Codec.perCpu(Codec.U64));
      case QUEUE, STACK, BLOOM_FILTER -> plain(type, Codec.NOTHING, Codec.U32);
      case RINGBUF, USER_RINGBUF -> plain(type, Codec.NOTHING, Codec.NOTHING).withMaxEntries(PAGE);
      case ARENA -> plain(type, Codec.NOTHING, Codec.NOTHING).withFlags(MapFlag.MMAPABLE);
      case ARRAY_OF_MAPS, HASH_OF_MAPS ->
          plain(type, Codec.INDEX, Codec.U32).withInner(MapDef.array("inner", Codec.U32, 1));
      case SK_STORAGE, INODE_STORAGE, TASK_STORAGE, CGRP_STORAGE ->
          plain(type, Codec.S32, Codec.U64).withMaxEntries(0).withFlags(MapFlag.NO_PREALLOC);
      default -> plain(type, Codec.INDEX, Codec.U32);
    };
  }

  private static <K, V> MapDef<K, V> plain(MapType type, Codec<K> key, Codec<V> value) {
    return MapDef.of("smallest", type, key, value, 1);
  }

  /**
   * The operations of a struct_ops map are a struct of the kernel's: it comes with programs. Arrays
   * of instructions and resizable hashes are later than the kernels that tests run on.
   */
  @ParameterizedTest
  @EnumSource(
      value = MapType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNSPEC", "STRUCT_OPS", "INSN_ARRAY", "RHASH"})
  void isMade(MapType type) {
    try (KernelMap<?, ?> map = Bpf.create(smallest(type))) {
      assertThat(map.info().type()).isEqualTo(type.value());
      assertThat(map.info().name()).isEqualTo("smallest");
    }
  }
}
