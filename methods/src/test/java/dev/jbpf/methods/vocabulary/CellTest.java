package dev.jbpf.methods.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.memory.Member;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is added to in memory keeps its size: what lies beside it stays as it is. */
class CellTest {
  record Small(byte one, byte beside, short two, short after, @BigEndian int network) {}

  static final class Counted {
    private Counted() {}

    private static long packed(int... numbers) {
      long all = 0;
      for (int number : numbers) {
        all = all << 16 | number & 0xffff;
      }
      return all;
    }

    @BpfProgram("xdp")
    static int bytesAndShorts(XdpContext context) {
      Cell<Small> cell = Cell.room(Small.class);
      cell.set(Small::one, (byte) -1);
      cell.set(Small::beside, (byte) 7);
      cell.set(Small::two, (short) -1);
      cell.set(Small::after, (short) 9);
      cell.at(Small::one).add(3); // -1 and 3 carry over the byte's upper end
      cell.at(Small::two).add(0x1_0002);
      long all =
          packed(
              cell.get(Small::one),
              cell.get(Small::beside),
              cell.get(Small::two),
              cell.get(Small::after));
      return all == 0x0002_0007_0001_0009L ? 1 : (int) all;
    }
  }

  static final class Misused {
    private Misused() {}

    private static <T> void atomic(Cell<Small> cell, Member<Small, T> member) {
      cell.at(member).addAtomic(1);
    }

    @BpfProgram(value = "xdp", name = "small")
    static int small(XdpContext context) {
      atomic(Cell.room(Small.class), Small::two);
      return 2;
    }
  }

  static final class Exchanged {
    private Exchanged() {}

    record Pair(int left, int right) {}

    @BpfProgram(value = "xdp", since = "5.12")
    static int half(XdpContext context) {
      return (int) Cell.room(Pair.class).at(Pair::left).exchange(1);
    }
  }

  static final class Network {
    private Network() {}

    @BpfProgram("xdp")
    static int network(XdpContext context) {
      Cell.room(Small.class).at(Small::network).add(1);
      return 2;
    }
  }

  @Test
  void whatIsBesideStays() {
    byte[] packet = new byte[64];
    var compiled = MethodCompiler.compile(Counted.class);
    assertThat(
            VmObject.load(compiled.object(), VmOptions.DEFAULT)
                .program("bytesAndShorts")
                .run(Contexts.of(ProgramType.XDP, packet).orElseThrow()))
        .isEqualTo(1);
    assertThat(Counted.bytesAndShorts(XdpContext.of(packet))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(classes = {Misused.class, Exchanged.class, Network.class})
  void anotherSizeIsRefused(Class<?> type) {
    assertThatThrownBy(() -> MethodCompiler.compile(type))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.rule()).isEqualTo(Rule.NUMBER_SIZE))
        .hasMessageContaining("CellTest.java:");
  }

  @Test
  void inPlainJavaToo() {
    assertThatThrownBy(() -> Network.network(XdpContext.of(new byte[64])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network order");
  }
}
