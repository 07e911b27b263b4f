package dev.jbpf.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of programs that runs once on each engine. {@link BpfAssertions} in it use that engine,
 * also on threads that the test starts. Where several have run, their results have to be the same:
 * what the programs returned and printed, the packets that they left, and what is in maps,
 * variables and ring buffers, but for what {@link ProgramAssert#differing} names.
 *
 * <p>The method may take a {@link TestEngine}, and arguments of {@code @ValueSource},
 * {@code @MethodSource} and their kind: then there is a test for each of them on each engine.
 * Beside {@code @ParameterizedTest} or {@code @RepeatedTest}, each of the tests that these make
 * runs on one engine after the other, with the same instance of the class.
 *
 * <p>Who runs the tests may choose of the engines: {@code -Djbpf.engines=VM,JIT}, or the
 * environment's {@code JBPF_ENGINES}. A test that names none of those is skipped.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@SuppressWarnings("exports")
@ExtendWith(EngineExtension.class)
public @interface BpfTest {
  /** {@return the engines, in order} */
  TestEngine[] engines() default {TestEngine.VM, TestEngine.JIT, TestEngine.KERNEL};
}
