package dev.jbpf.btf.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeduplicationTest {
  private final BtfBuilder types = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
  private final int number = types.add(new BtfType.Int("int", 4, Set.of(), 0, 32));

  private static BtfType.Struct struct(String name, int member) {
    return new BtfType.Struct(name, 8, List.of(new BtfType.Member("m", member, 0, 0)));
  }

  private Deduplication once() {
    return Deduplication.of(Btf.parse(types.toBytes()));
  }

  @Test
  void aDeclarationIsTheDefinitionThatLeadsBackToIt() {
    // struct list { struct node *m; } here, and there with struct node, which holds a list's
    // pointer.
    int declared = types.append(new BtfType.Fwd("node", false));
    int toDeclared = types.append(new BtfType.Ptr(declared));
    int list = types.append(struct("list", toDeclared));
    int node = types.append(struct("node", types.size() + 1));
    int toList = types.append(new BtfType.Ptr(types.size() + 1));
    int listAgain = types.append(struct("list", types.size() + 1));
    int toNode = types.append(new BtfType.Ptr(node));
    Deduplication once = once();
    assertThat(once.id(declared)).isEqualTo(once.id(node));
    assertThat(once.id(toDeclared)).isEqualTo(once.id(toNode));
    assertThat(once.id(list)).isEqualTo(once.id(listAgain));
    assertThat(once.id(toList)).isNotEqualTo(once.id(toNode));
    assertThat(once.size()).isEqualTo(1 + 5);
  }

  @Test
  void aDeclarationOfTwoDefinitionsStaysOne() {
    int declared = types.append(new BtfType.Fwd("node", false));
    int one = types.append(struct("node", number));
    int other = types.append(struct("node", types.append(new BtfType.Ptr(number))));
    Deduplication once = once();
    assertThat(List.of(once.id(declared), once.id(one), once.id(other))).doesNotHaveDuplicates();
  }

  @Test
  void variablesOfOneNameStayTwo() {
    int one = types.append(new BtfType.Var("x", number, BtfType.Linkage.STATIC));
    int other = types.append(new BtfType.Var("x", number, BtfType.Linkage.STATIC));
    assertThat(once().id(one)).isNotEqualTo(once().id(other));
  }

  @Test
  void aUnionOfTheNameIsAnother() {
    int declared = types.append(new BtfType.Fwd("node", true));
    int struct = types.append(struct("node", number));
    assertThat(once().id(declared)).isNotEqualTo(once().id(struct));
  }
}
