package dev.jbpf.btf.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Encoding;
import dev.jbpf.btf.BtfType.Member;
import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.btf.core.SplitBtf;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.call.CoreRelocation;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no compiler writes, or only with much trouble: made type by type. */
class CoreLinkerTest {
  private static final int FIRST = 1;
  private static final int BUDGET_SECONDS = 5;

  private static BtfBuilder builder() {
    BtfBuilder types = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    types.add(new BtfType.Int("int", 4, Set.of(Encoding.SIGNED), 0, 32));
    return types;
  }

  private static Btf btf(BtfType... all) {
    BtfBuilder types = builder();
    for (BtfType type : all) {
      types.add(type);
    }
    return Btf.parse(types.toBytes());
  }

  /** A structure of numbers, each named by a letter, in that order; a dot is room for one. */
  private static BtfType.Struct struct(String name, String letters) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      if (letters.charAt(i) != '.') {
        members.add(new Member(letters.substring(i, i + 1), FIRST, 32L * i, 0));
      }
    }
    return new BtfType.Struct(name, 4L * letters.length(), members);
  }

  private static final int STRUCT = 2;
  private static final Btf LOCAL = btf(struct("s", "ab"));

  private static CoreRecord offset(String path) {
    return new CoreRecord(STRUCT, path, CoreRelocation.FIELD_BYTE_OFFSET);
  }

  private static CoreRecord exists(String path) {
    return new CoreRecord(STRUCT, path, CoreRelocation.FIELD_EXISTS);
  }

  private static CoreLinker linker(Btf... kernelAndModules) {
    List<Btf> all = List.of(kernelAndModules);
    return new CoreLinker(LOCAL, CoreTypes.of(() -> all.get(0), () -> all.subList(1, all.size())));
  }

  private static long value(CoreResolution resolution) {
    return resolution.after().orElseThrow().value();
  }

  @Test
  void severalTypesOfOneNameMustAgree() {
    CoreLinker linker = linker(btf(struct("s", ".a"), struct("s", "..a")));
    assertThatThrownBy(() -> linker.resolve(offset("0:0")))
        .isInstanceOf(CoreException.class)
        .hasMessage(
            "BPF_CORE_FIELD_BYTE_OFFSET of struct s.a may mean several things: struct s.a"
                + " (type 2, offset 4) and struct s.a (type 3, offset 8)");
    assertThat(value(linker.resolve(exists("0:0")))).isEqualTo(1);
    assertThat(value(linker(btf(struct("s", ".a"), struct("s", ".ab"))).resolve(offset("0:0"))))
        .isEqualTo(4);
  }

  @Test
  void flavoursOfTheKernelsOwnCountToo() {
    CoreLinker linker = linker(btf(struct("s___kernel", "..a"), struct("sa", "a")));
    assertThat(value(linker.resolve(offset("0:0")))).isEqualTo(8);
  }

  @Test
  void aTypeThatLacksWhatWasFoundElsewhereIsNotAskedAgain() {
    Btf kernel = btf(struct("s", ".ab"), struct("s", "b"));
    assertThatExceptionOfType(CoreException.class)
        .isThrownBy(() -> linker(kernel).resolve(offset("0:1")));
    CoreLinker linker = linker(kernel);
    assertThat(value(linker.resolve(offset("0:0")))).isEqualTo(4);
    assertThat(value(linker.resolve(offset("0:1")))).isEqualTo(8);
  }

  @Test
  void modulesAreAskedForWhatTheKernelDoesNotHave() {
    BtfBuilder types = builder();
    types.add(struct("other", "x"));
    byte[] kernel = types.toBytes();
    types.add(struct("s", "...b"));
    Btf module = SplitBtf.of(kernel, types);
    assertThat(module.ids("s").toArray()).containsExactly(3);
    assertThat(value(linker(Btf.parse(kernel), module).resolve(offset("0:1")))).isEqualTo(12);
    assertThat(value(linker(Btf.parse(kernel)).resolve(exists("0:1")))).isZero();
    assertThat(value(linker(btf(struct("s", "b")), module).resolve(offset("0:1")))).isZero();
  }

  @Test
  void typesOfAKernelAreReadOnlyIfNeeded() {
    CoreTypes none =
        CoreTypes.of(
            () -> {
              throw new IllegalStateException("not to be asked");
            },
            List::of);
    CoreLinker linker = new CoreLinker(LOCAL, none);
    CoreRecord local = new CoreRecord(STRUCT, "0", CoreRelocation.TYPE_ID_LOCAL);
    assertThat(value(linker.resolve(local))).isEqualTo(STRUCT);
  }

  @Test
  void pointersOfAKernelOf32BitsAreReadAsSuch() {
    BtfBuilder local = builder();
    local.add(new BtfType.Ptr(FIRST));
    int type = local.add(new BtfType.Struct("s", 8, List.of(new Member("p", 2, 0, 0))));
    BtfBuilder kernel = builder();
    kernel.add(new BtfType.Int("long unsigned int", 4, Set.of(), 0, 32));
    kernel.add(new BtfType.Ptr(FIRST));
    kernel.add(new BtfType.Struct("s", 8, List.of(new Member("p", 3, 32, 0))));
    Btf target = Btf.parse(kernel.toBytes());
    assertThat(target.pointerSize()).isEqualTo(4);
    CoreLinker linker = new CoreLinker(Btf.parse(local.toBytes()), CoreTypes.of(target));
    CoreRecord record = new CoreRecord(type, "0:0", CoreRelocation.FIELD_BYTE_OFFSET);
    long[] words = {Words.pack(Op.LDXDW, 1, 2, 0, 0)};
    assertThat(CorePatch.apply(words, 0, linker.resolve(record))).isEmpty();
    assertThat(words).containsExactly(Words.pack(Op.LDXW, 1, 2, 4, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''     | path '' of struct s: '' is no number of a member",
        "0:     | path '0:' of struct s: '' is no number of a member",
        "0:x    | path '0:x' of struct s: 'x' is no number of a member",
        "0:-1   | path '0:-1' of struct s: '-1' is no number of a member",
        "+0:1   | path '+0:1' of struct s: '+0' is no number of a member",
        "0:2    | path '0:2' of struct s: it has 2 members, and no number 2",
        "0:0:0  | path '0:0:0' of struct s: step 2 leads into int",
      })
  void pathsThatLeadNowhereAreErrors(String path, String message) {
    assertThatThrownBy(() -> linker(LOCAL).resolve(offset(path)))
        .isInstanceOf(CoreException.class)
        .hasMessage(message);
  }

  @Test
  void aPathOfTooManyStepsIsAnError() {
    String path = "0" + ":0".repeat(70);
    assertThatThrownBy(() -> linker(LOCAL).resolve(offset(path))).isInstanceOf(CoreException.class);
  }

  @Test
  void whatHasNoNameCannotBeLookedFor() {
    Btf local = btf(struct("", "a"));
    CoreLinker linker = new CoreLinker(local, CoreTypes.of(LOCAL));
    assertThatThrownBy(() -> linker.resolve(offset("0:0")))
        .hasMessage(
            "BPF_CORE_FIELD_BYTE_OFFSET of a type without a name, which no kernel can be asked"
                + " for");
  }

  private static String patchError(long... words) {
    CoreResolution found = linker(btf(struct("s", ".ab"))).resolve(offset("0:1"));
    return Assertions.assertThrows(CoreException.class, () -> CorePatch.apply(words, 0, found))
        .getMessage();
  }

  @Test
  void anInstructionThatACompilerDidNotWriteForItIsLeftAlone() {
    assertThat(patchError(Words.pack(Op.LDXW, 1, 2, 5, 0)))
        .isEqualTo(
            "FIELD_BYTE_OFFSET of struct s.b (type 2, path 0:1) is 4 by the object's types, and"
                + " ldxw has 5");
    assertThat(patchError(Words.pack(Op.MOV_IMM, 1, 0, 0, 3))).endsWith("and mov has 3");
    assertThat(patchError(Words.pack(Op.LDDW, 1, 0, 0, 3), 0)).endsWith("and lddw has 3");
    assertThat(patchError(Words.pack(Op.EXIT, 0, 0, 0, 0)))
        .endsWith("is at exit, which holds no such number");
    assertThat(patchError(Words.pack(Op.MOV_REG, 1, 2, 0, 0)))
        .endsWith("is at mov, which holds no such number");
    assertThat(patchError(0xff)).endsWith("is at no instruction that this version knows");
    assertThat(patchError(Words.pack(Op.LDDW, 1, 0, 0, 4)))
        .endsWith("is at no instruction that this version knows");
  }

  @Test
  void anOffsetThatNoLoadHoldsIsAnError() {
    Btf kernel =
        btf(new BtfType.Struct("s", 40_004, List.of(new Member("b", FIRST, 8 * 32_768L, 0))));
    CoreResolution found = linker(kernel).resolve(offset("0:1"));
    long[] load = {Words.pack(Op.LDXW, 1, 2, 4, 0)};
    assertThatThrownBy(() -> CorePatch.apply(load, 0, found))
        .hasMessageEndingWith("is 32768, an offset holds at most 32767");
    long[] add = {Words.pack(Op.ADD_IMM, 1, 0, 0, 4)};
    assertThat(CorePatch.apply(add, 0, found)).isEmpty();
    assertThat(Words.imm(add[0])).isEqualTo(32_768);
  }

  @Test
  void everyLoadAndStoreTakesAnOffset() {
    CoreResolution found = linker(btf(struct("s", ".ab"))).resolve(offset("0:1"));
    for (Op op :
        List.of(Op.LDXW, Op.LDXSW, Op.STW, Op.STXW, Op.AADD32, Op.AFADD32, Op.LDACQW, Op.STRELW)) {
      long[] words = {Words.pack(op, 1, op.format().has(Field.SRC) ? 2 : 0, 4, 0)};
      assertThat(CorePatch.apply(words, 0, found)).isEmpty();
      assertThat(Op.of(words[0])).contains(op);
      assertThat(Words.off(words[0])).as(op.name()).isEqualTo((short) 8);
    }
  }

  /** Each structure holds the next twice: there are 2^40 ways to the last. */
  private static Btf doubling(String memberNames) {
    BtfBuilder types = builder();
    int depth = 40;
    int next = FIRST;
    for (int i = 0; i < depth; i++) {
      String name = i == depth - 1 ? "s" : "s" + i;
      next =
          types.add(
              new BtfType.Struct(
                  name,
                  4,
                  List.of(
                      new Member(memberNames.isEmpty() ? "" : "a", next, 0, 0),
                      new Member(memberNames.isEmpty() ? "" : "b", next, 0, 0))));
    }
    return Btf.parse(types.toBytes());
  }

  @Test
  void structuresWithinStructuresInManyWaysAreSearchedOnce() {
    Btf kernel = doubling("");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(BUDGET_SECONDS),
        () -> assertThat(value(linker(kernel).resolve(exists("0:0")))).isZero());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TYPE_MATCHES", "TYPE_EXISTS"})
  void typesThatReferToOthersInManyWaysAreComparedOnce(CoreRelocation kind) {
    Btf all = kind == CoreRelocation.TYPE_MATCHES ? doubling("ab") : functions(20);
    int type = all.size() - 1;
    CoreLinker linker = new CoreLinker(all, CoreTypes.of(Btf.parse(bytes(all))));
    CoreRecord record = new CoreRecord(type, "0", kind);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(BUDGET_SECONDS),
        () -> {
          try {
            assertThat(value(linker.resolve(record))).isEqualTo(1);
          } catch (CoreException e) {
            assertThat(e).hasMessageEndingWith("leads through more than 32 types, or to itself");
          }
        });
  }

  private static byte[] bytes(Btf types) {
    BtfBuilder copy = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    for (int id = 1; id < types.size(); id++) {
      copy.add(types.type(id));
    }
    return copy.toBytes();
  }

  /** Functions that take the next twice. */
  private static Btf functions(int depth) {
    BtfBuilder types = builder();
    int next = FIRST;
    for (int i = 0; i < depth; i++) {
      BtfType.Param param = new BtfType.Param("p" + i, next);
      next = types.add(new BtfType.FuncProto(next, List.of(param, param)));
    }
    types.add(new BtfType.Typedef("s", next));
    return Btf.parse(types.toBytes());
  }

  @Test
  void typesThatLeadToThemselvesAreErrors() {
    BtfBuilder types = builder();
    types.add(new BtfType.Ptr(3));
    types.add(new BtfType.FuncProto(0, List.of(new BtfType.Param("p", 2))));
    int type = types.add(new BtfType.Typedef("s", 3));
    Btf all = Btf.parse(types.toBytes());
    CoreLinker linker = new CoreLinker(all, CoreTypes.of(Btf.parse(types.toBytes())));
    for (CoreRelocation kind : List.of(CoreRelocation.TYPE_EXISTS, CoreRelocation.TYPE_MATCHES)) {
      assertThatThrownBy(() -> linker.resolve(new CoreRecord(type, "0", kind)))
          .isInstanceOf(CoreException.class)
          .hasMessageEndingWith("leads through more than 32 types, or to itself");
    }
  }
}
