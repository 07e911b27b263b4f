package dev.jbpf.vm.helper.standard;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.kfunc.KfuncNumbers;
import dev.jbpf.vm.helper.kfunc.StandardKfuncs;
import dev.jbpf.vm.helper.pointer.KeptObjects;
import dev.jbpf.vm.map.MapTable;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.Allowance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each helper of the kernel's is here, or on the page that says why not, for each program type. */
class HelperListTest {
  private static final Path PAGE = Path.of("..", "docs", "helpers.md");
  private static final String START = "<!-- generated -->\n";
  private static final Environment ENVIRONMENT = new Environment(1);
  private static final AddressSpace SPACE = new AddressSpace(new Allowance(1 << 24));
  private static final MapTable MAPS = new MapTable(SPACE, 1, ENVIRONMENT);
  private static final Map<Integer, HelperFunction> HERE =
      new HashMap<>(StandardHelpers.rare(MAPS, ENVIRONMENT, new KeptObjects()));

  static {
    HERE.putAll(StandardHelpers.usual(MAPS, ENVIRONMENT));
  }

  @ParameterizedTest
  @EnumSource(value = Helper.class, names = "UNSPEC", mode = EnumSource.Mode.EXCLUDE)
  void eachHelperIsHereOrOnTheList(Helper helper) {
    boolean isInstruction = RefusedHelpers.instructions().contains(helper);
    assertThat(HERE.containsKey(helper.value()) || isInstruction)
        .as(helper.functionName())
        .isTrue();
  }

  @Test
  void thePageTellsWhatIsNotHere() throws IOException {
    String page = Files.readString(PAGE);
    String kept = page.substring(0, page.indexOf(START) + START.length());
    String wanted = kept + table() + "\n" + kfuncs();
    if (Boolean.getBoolean("jbpf.update")) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(wanted);
  }

  private static String table() {
    StringBuilder text =
        new StringBuilder("| helper | not here, as | programs that call it in the kernel |\n");
    text.append("| --- | --- | --- |\n");
    RefusedHelpers.reasons()
        .forEach(
            (helper, reason) ->
                text.append(
                    "| `%s` | %s | %s |\n"
                        .formatted(helper.functionName(), reason, types(helper))));
    return text.toString();
  }

  private static String types(Helper helper) {
    Set<ProgramType> types = EnumSet.noneOf(ProgramType.class);
    Arrays.stream(ProgramType.values()).filter(helper::isOpenTo).forEach(types::add);
    // Where it depends on the target, it may be any.
    types.removeAll(Set.of(ProgramType.EXT, ProgramType.LSM, ProgramType.UNSPEC));
    return types.size() > 20
        ? "most"
        : types.stream().map(type -> "`" + type + "`").collect(joining(", "));
  }

  private static String kfuncs() {
    KfuncNumbers table =
        new KfuncNumbers(
            all ->
                StandardKfuncs.register(
                    all, MAPS, ENVIRONMENT, SPACE, new KeptObjects(), type -> -1));
    return "Functions of the kernel's by name (kfuncs): "
        + table.names().stream().map(name -> "`" + name + "`").collect(joining(", "))
        + ".\n";
  }

  /** All but those that the page names. */
  @ParameterizedTest
  @EnumSource(value = MapType.class, names = "UNSPEC", mode = EnumSource.Mode.EXCLUDE)
  void eachTypeOfMapIsHereOrOnThePage(MapType type) throws IOException {
    if (type == MapType.STRUCT_OPS) {
      assertThat(Files.readString(PAGE)).contains(type.kernelName());
      assertThatIllegalArgumentException().isThrownBy(() -> MAPS.create(definition(type)));
    } else {
      assertThat(MAPS.create(definition(type))).isPositive();
    }
  }

  private static MapDef<?, ?> definition(MapType type) {
    MapDef<?, ?> inner = MapDef.array("inner", Codec.U32, 1);
    return switch (type) {
      case RINGBUF, USER_RINGBUF -> MapDef.of("m", type, Codec.NOTHING, Codec.NOTHING, 4_096);
      case QUEUE, STACK, BLOOM_FILTER -> MapDef.of("m", type, Codec.NOTHING, Codec.U32, 4);
      case ARENA -> MapDef.arena("m", 1);
      case LPM_TRIE -> MapDef.lpmTrie("m", Codec.bytes(8), Codec.U32, 4);
      case STACK_TRACE -> MapDef.stackTrace("m", 4, 4);
      case INSN_ARRAY -> MapDef.instructions("m", 4);
      case ARRAY_OF_MAPS, HASH_OF_MAPS ->
          MapDef.of("m", type, Codec.INDEX, Codec.U32, 4).withInner(inner);
      case SK_STORAGE, TASK_STORAGE, INODE_STORAGE, CGRP_STORAGE ->
          MapDef.of("m", type, Codec.S32, Codec.U32, 0).withFlags(MapFlag.NO_PREALLOC);
      case CGROUP_STORAGE -> MapDef.of("m", type, Codec.U64, Codec.U32, 0);
      case PERCPU_CGROUP_STORAGE -> MapDef.of("m", type, Codec.U64, Codec.perCpu(Codec.U32), 0);
      case PERCPU_ARRAY, PERCPU_HASH, LRU_PERCPU_HASH ->
          MapDef.of("m", type, Codec.INDEX, Codec.perCpu(Codec.U32), 4);
      default -> MapDef.of("m", type, Codec.INDEX, Codec.U32, 4);
    };
  }
}
