package dev.jbpf.vm.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CalleeTest {
  @ParameterizedTest
  @EnumSource(Callee.class)
  void compiledCodeFindsWhatItCalls(Callee callee) throws NoSuchMethodException {
    assertThat(Modifier.isPrivate(callee.resolve().getModifiers())).isFalse();
  }

  @ParameterizedTest
  @EnumSource(CalleeField.class)
  void compiledCodeFindsWhatItReadsAndWrites(CalleeField field) throws NoSuchFieldException {
    assertThat(Modifier.isPrivate(field.resolve().getModifiers())).isFalse();
  }
}
