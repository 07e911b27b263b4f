package dev.jbpf.runtime.cfg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.cfg.BasicBlock;
import dev.jbpf.cfg.ControlFlow;
import dev.jbpf.code.Branch;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Label;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.testing.KernelTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The verifier looks for unreachable instructions before everything else, and names the first. */
@KernelTest
class ControlFlowKernelTest {
  private static final Pattern UNREACHABLE = Pattern.compile("unreachable insn (\\d+)");
  private static final long SEED = 1992;

  @Test
  void theVerifierFindsTheSameUnreachable() {
    Random random = new Random(SEED);
    int unreachable = 0;
    for (int i = 0; i < 2_000; i++) {
      Program program = program(random);
      Optional<Integer> first =
          ControlFlow.of(program).blocks().stream()
              .filter(block -> !block.isReachable())
              .map(BasicBlock::start)
              .findFirst();
      assertThat(first).as(() -> program.elements().toString()).isEqualTo(verdict(program));
      unreachable += first.isPresent() ? 1 : 0;
    }
    assertThat(unreachable).isBetween(200, 1_800);
  }

  private static Program program(Random random) {
    int size = 2 + random.nextInt(12);
    List<Label> labels = Stream.generate(Label::create).limit(size).toList();
    List<CodeElement> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Label target = labels.get(random.nextInt(size));
      elements.add(labels.get(i));
      elements.add(
          switch (i == size - 1 ? 0 : random.nextInt(8)) {
            case 0 -> Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0);
            case 1 -> Branch.to(Op.JA, target);
            case 2, 3, 4 -> new Branch(Op.JEQ_IMM, Reg.R1, Reg.R0, i, target);
            case 5 -> Insn.of(Op.LDDW, Reg.R2, Reg.R0, 0, i);
            default -> Insn.of(Op.MOV_IMM, Reg.R0, Reg.R0, 0, i);
          });
    }
    return Program.link(elements);
  }

  private static Optional<Integer> verdict(Program program) {
    try {
      Bpf.load(ProgramSpec.of("flow", ProgramType.SOCKET_FILTER, program)).close();
      return Optional.empty();
    } catch (VerifierException e) {
      Matcher found = UNREACHABLE.matcher(e.log());
      return found.find() ? Optional.of(Integer.parseInt(found.group(1))) : Optional.empty();
    }
  }
}
