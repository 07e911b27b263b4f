package dev.jbpf.elf.bpf;

import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.jbpf.code.Program;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.isa.Op;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class BpfObjectBuilderTest {
  private static final Program PASS = new Source("a.s").returning(2).program();

  @Test
  void isDeterministic() {
    Samples.all()
        .forEach(
            (name, builder) ->
                assertThat(builder.build().toBytes())
                    .isEqualTo(Samples.all().get(name).build().toBytes()));
  }

  @Test
  void givesFunctionsTypeAndSize() {
    ElfObject object = Samples.all().get("chain").build();
    assertThat(object.symbols())
        .filteredOn(symbol -> symbol.kind() == SymbolKind.FUNC)
        .extracting(Symbol::name, Symbol::size)
        .containsExactlyInAnyOrder(tuple("inner", 16L), tuple("outer", 24L), tuple("chain", 24L));
    assertThat(object.section("socket").orElseThrow().relocations())
        .extracting(r -> r.type())
        .containsExactly(RelocationType.R_BPF_64_32);
  }

  @Test
  void refusesNamesThatAreTaken() {
    BpfObjectBuilder builder = Samples.object().map(MapDef.array("counts", Codec.S64, 1));
    assertThatThrownBy(() -> builder.zeros("counts", 4)).hasMessage("the name 'counts' is taken");
    assertThatThrownBy(() -> builder.map(MapDef.array("counts", Codec.S64, 1)))
        .hasMessage("the name 'counts' is taken");
    builder.program("counts", "xdp", PASS);
    assertThatThrownBy(builder::build).hasMessageContaining("the name 'counts' is taken");
  }

  @Test
  void refusesMapsThatAreNotThere() {
    Program program = new Source("a.s").map(R1, "counts").returning(0).program();
    assertThatThrownBy(() -> Samples.object().program("p", "xdp", program).build())
        .hasMessage("slot 0 refers to the map 'counts', the object has []");
  }

  @Test
  void refusesDataElsewhere() {
    assertThatThrownBy(() -> Samples.object().variable("license", "x", new byte[4]))
        .hasMessage("'license' is neither .data nor .rodata");
  }

  @Test
  void refusesJumpsOutOfFunctions() {
    Program program =
        new Source("a.s")
            .ifZero(R1, "end")
            .call("f")
            .exit()
            .label("f")
            .mov(R0, 1)
            .label("end")
            .exit()
            .program();
    assertThatThrownBy(() -> Samples.object().program("p", "xdp", program).build())
        .hasMessage("program 'p': slot 0 jumps to slot 4, out of the function 'p' (slots 0 to 2)");
  }

  @Test
  void refusesCallsOfTheProgramItself() {
    Program program =
        new Source("a.s").label("p").op(Op.MOV_IMM, R0, R0, 0, 0).call("p").exit().program();
    assertThatThrownBy(() -> Samples.object().program("p", "xdp", program).build())
        .hasMessage("program 'p': slot 1 calls the program itself");
  }

  @Test
  void writesOnlyWhatIsNeeded() {
    ElfObject object = new BpfObjectBuilder(ByteOrder.BIG_ENDIAN).build();
    assertThat(object.sections()).isEmpty();
    assertThat(ElfObject.read(object.toBytes())).isEqualTo(object);
  }
}
