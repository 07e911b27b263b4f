package dev.jbpf.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Linkage;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.text.Assembler;
import dev.jbpf.verifier.function.FunctionTypes;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subject;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A function that no instruction leads to is fine where the program names it for exceptions. */
class ExceptionCallbackTest {
  private static Verdict verdict(String tag) {
    BtfBuilder types = new BtfBuilder(ByteOrder.nativeOrder());
    int number = types.add(new BtfType.Int("int", 4, Set.of(), 0, 32));
    int prototype =
        types.add(new BtfType.FuncProto(number, List.of(new BtfType.Param("x", number))));
    int main = types.add(new BtfType.Func("main", prototype, Linkage.GLOBAL));
    int callback = types.add(new BtfType.Func("catches", prototype, Linkage.GLOBAL));
    types.add(new BtfType.DeclTag(tag, main, -1, false));
    FunctionTypes functions = FunctionTypes.of(Btf.parse(types.toBytes()), 0, main, 2, callback);
    Subject subject =
        Subject.of(
            Assembler.assemble("r0 = 0\nexit\nr0 = 7\nexit").program().orElseThrow(),
            ProgramType.SOCKET_FILTER);
    return Verifier.of(new KernelVersion(6, 18)).verify(subject.withFunctionTypes(functions));
  }

  @Test
  void itIsReached() {
    assertThat(verdict("exception_callback:catches")).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void whatNobodyNamesIsNot() {
    assertThat(verdict("exception_callback:another"))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            rejected -> assertThat(rejected.finding().rule()).isEqualTo(Rule.UNREACHABLE));
  }
}
