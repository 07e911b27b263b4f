package dev.jbpf.gen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Branch;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Label;
import dev.jbpf.code.MapLoad;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.testing.Vectors;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramGeneratorTest {

  private static Program run(JavaCompilation classes, String name)
      throws ReflectiveOperationException {
    return (Program) classes.loadClass(name).getMethod("program").invoke(Program.class);
  }

  @Test
  void everyProgramOfTheVerifiersTestsIsWrittenAndBuiltAgain()
      throws IOException, ReflectiveOperationException {
    Map<String, String> sources = new LinkedHashMap<>();
    Map<String, Program> programs = new LinkedHashMap<>();
    for (Map<String, Object> row : Vectors.rows("verifier.jsonl")) {
      String name = "Program" + row.get("id");
      Program program = Program.decode(Vectors.bytes(row.get("insns")), ByteOrder.LITTLE_ENDIAN);
      programs.put("probes." + name, program);
      sources.put("probes." + name, ProgramGenerator.generate(program, "probes", name));
    }
    JavaCompilation classes = JavaCompilation.of(sources);
    for (Map.Entry<String, Program> program : programs.entrySet()) {
      assertThat(run(classes, program.getKey()).toBytes(ByteOrder.LITTLE_ENDIAN))
          .as(program.getKey())
          .isEqualTo(program.getValue().toBytes(ByteOrder.LITTLE_ENDIAN));
    }
  }

  @Test
  void everyInstructionIsWrittenAndBuiltAgain() throws IOException, ReflectiveOperationException {
    Insn[] all =
        Op.all().stream()
            .map(
                op -> {
                  Reg dst = op.format().has(Field.DST) ? Reg.R3 : Reg.R0;
                  Reg src = op.format().has(Field.SRC) ? Reg.R7 : Reg.R0;
                  return Insn.of(op, dst, src, 0, 0);
                })
            .toArray(Insn[]::new);
    Program program = Program.of(all);
    JavaCompilation classes =
        JavaCompilation.of(Map.of("p.All", ProgramGenerator.generate(program, "p", "All")));
    assertThat(run(classes, "p.All")).isEqualTo(program);
  }

  @Test
  void namesAreKept() {
    Program program =
        Program.of(
            MapLoad.of(Reg.R1, "counts"),
            new Branch(Op.JEQ_IMM, Reg.R0, Reg.R0, 5, Label.named("out")),
            Insn.of(Op.LDDW, Reg.R0, Reg.R0, 0, 1L << 40),
            Label.named("out"),
            Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));
    assertThat(ProgramGenerator.generate(program, "probes", "Counter"))
        .isEqualTo(
            """
            package probes;

            import static dev.jbpf.isa.Reg.*;

            import dev.jbpf.code.Program;
            import dev.jbpf.dsl.ProgramBuilder;

            public final class Counter {
              private Counter() {
              }

              private static void part1(ProgramBuilder b) {
                b.loadMap(R1, "counts");
                b.jeq(R0, 5, "out");
                b.lddw(R0, 1099511627776L);
                b.label("out");
                b.exit();
              }

              /**
               * {@return the program}
               */
              public static Program program() {
                return ProgramBuilder.program(b -> {
                  part1(b);
                });
              }
            }
            """);
  }
}
