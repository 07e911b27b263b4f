package dev.jbpf.verifier.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Member;
import dev.jbpf.code.Program;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subject;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is where in structures, of types that no kernel has. */
class KernelViewTest {
  private final BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
  private final int number = builder.add(new BtfType.Int("int", 4, Set.of(), 0, 32));
  private final int inner = builder.add(new BtfType.Struct("inner", 8, numbers("a", "b")));
  private final int address = builder.add(new BtfType.Ptr(inner));
  private final int text = builder.add(new BtfType.Ptr(number));
  private final int row = builder.add(new BtfType.Array(inner, number, 3));
  private final int open = builder.add(new BtfType.Array(inner, number, 0));
  private final int choice =
      builder.add(
          new BtfType.Union(
              "", 8, List.of(new Member("one", address, 0, 0), new Member("two", number, 0, 0))));

  /** At 0 inner, 8 row, 32 address, 40 text, 48 bit fields, 56 choice, 64 row without end. */
  private final int outer =
      builder.add(
          new BtfType.Struct(
              "outer",
              64,
              List.of(
                  new Member("in", inner, 0, 0),
                  new Member("row", row, 64, 0),
                  new Member("to", address, 256, 0),
                  new Member("text", text, 320, 0),
                  new Member("low", number, 384, 3),
                  new Member("high", number, 387, 5),
                  new Member("choice", choice, 448, 0),
                  new Member("more", open, 512, 0))));

  private final KernelView view = new KernelView(Btf.parse(builder.toBytes()));

  private List<Member> numbers(String first, String second) {
    return List.of(new Member(first, number, 0, 0), new Member(second, number, 32, 0));
  }

  private Found at(long off, int size) {
    return view.find(outer, off, size);
  }

  @Test
  void numbersAreFoundInStructuresAndArraysInside() {
    assertThat(at(4, 4)).isEqualTo(new Found.Plain());
    assertThat(at(5, 1)).isEqualTo(new Found.Plain());
    assertThat(at(28, 4)).isEqualTo(new Found.Plain());
    assertThat(at(48, 1)).isEqualTo(new Found.Plain());
    assertThat(at(64 + 8000, 4)).isEqualTo(new Found.Plain());
  }

  @Test
  void whatIsNotThereOrOnlyInPartIsNot() {
    assertThat(at(4, 8)).isInstanceOf(Found.Nothing.class);
    assertThat(at(32, 4)).isInstanceOf(Found.Nothing.class);
    assertThat(at(52, 4)).isInstanceOf(Found.Nothing.class);
  }

  @Test
  void addressesSayOfWhatAndWhetherItMayBeSomethingElse() {
    assertThat(at(32, 8)).isEqualTo(new Found.Address(inner, "to", false, ""));
    assertThat(at(40, 8)).isEqualTo(new Found.Bytes());
    assertThat(at(56, 8)).isEqualTo(new Found.Address(inner, "one", true, ""));
  }

  @Test
  void aStructureHoldsThoseThatBeginInside() {
    assertThat(view.holds(outer, 0, outer)).isTrue();
    assertThat(view.holds(outer, 0, inner)).isTrue();
    assertThat(view.holds(outer, 16, inner)).isTrue();
    assertThat(view.holds(outer, 20, inner)).isFalse();
    assertThat(view.holds(outer, 32, inner)).isFalse();
    assertThat(view.holds(inner, 0, outer)).isFalse();
  }

  /** Of types that cannot be read: who does not touch the kernel's objects never finds out. */
  @Test
  void typesAreReadOnlyWhenSomethingDependsOnThem() {
    Verifier verifier =
        Verifier.of(new KernelVersion(6, 18)).with(KernelBtf.in(Path.of("no-such-file")));
    byte[] code = HexFormat.of().parseHex("b7000000020000009500000000000000");
    Subject subject = Subject.of(Program.decode(code, ByteOrder.LITTLE_ENDIAN), ProgramType.XDP);
    assertThat(verifier.verify(subject)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void withoutTypesWhatDependsOnThemIsUndecided() {
    byte[] code = HexFormat.of().parseHex("79120000000000009500000000000000");
    Subject subject =
        Subject.of(Program.decode(code, ByteOrder.LITTLE_ENDIAN), ProgramType.TRACING)
            .at(23)
            .against("btf_trace_sched_switch");
    assertThat(Verifier.of(new KernelVersion(6, 18)).verify(subject))
        .isEqualTo(new Verdict.Undecided(0, "the context's members are in the kernel's types"));
  }
}
