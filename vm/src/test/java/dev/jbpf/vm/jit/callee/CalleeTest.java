package dev.jbpf.vm.jit.callee;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CalleeTest {
  @ParameterizedTest
  @EnumSource(Callee.class)
  void compiledCodeFindsWhatItCalls(Callee callee) throws NoSuchMethodException {
    assertThat(isOpen(callee.resolve())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(CalleeField.class)
  void compiledCodeFindsWhatItReadsAndWrites(CalleeField field) throws NoSuchFieldException {
    assertThat(isOpen(field.resolve())).isTrue();
  }

  /** Compiled code is in another package. */
  private static boolean isOpen(Member member) {
    return Modifier.isPublic(member.getModifiers())
        && Modifier.isPublic(member.getDeclaringClass().getModifiers());
  }
}
