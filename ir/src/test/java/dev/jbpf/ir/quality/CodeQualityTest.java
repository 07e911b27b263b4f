package dev.jbpf.ir.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.ir.IrCompiler;
import dev.jbpf.ir.IrModule;
import dev.jbpf.isa.IsaVersion;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.testing.Tool;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs take about as many instructions as clang's of the same in C. */
class CodeQualityTest {
  private static final Map<String, Supplier<IrModule>> PROBES = new LinkedHashMap<>();

  static {
    PROBES.put("parse", Probes::parse);
    PROBES.put("hist", Probes::hist);
    PROBES.put("exec", Probes::exec);
    PROBES.put("csum", Probes::csum);
  }

  @TempDir private Path folder;

  @Test
  void aProgramIsAboutAsLongAsClangsIs() {
    double product = 1;
    for (Map.Entry<String, Supplier<IrModule>> probe : PROBES.entrySet()) {
      double ratio = (double) ours(probe.getValue().get()) / clangs(probe.getKey());
      assertThat(ratio).as(probe.getKey()).isLessThan(1.3);
      product *= ratio;
    }
    assertThat(Math.pow(product, 1.0 / PROBES.size())).isLessThan(1.1);
  }

  private static long ours(IrModule module) {
    TargetMachine target = TargetMachine.ANY.cpu(IsaVersion.V3);
    return IrCompiler.forTarget(target).compile(module).elements().size();
  }

  private long clangs(String name) {
    Path source = Path.of("src/test/resources/quality", name + ".c").toAbsolutePath();
    String object = folder.resolve(name + ".o").toString();
    Tool.named("clang-19")
        .succeed("-O2", "-target", "bpf", "-mcpu=v3", "-c", source.toString(), "-o", object);
    String text = Tool.named("llvm-objdump-19").succeed("-d", "--no-show-raw-insn", object);
    return text.lines().filter(line -> line.matches(" +\\d+:\t.*")).count();
  }
}
