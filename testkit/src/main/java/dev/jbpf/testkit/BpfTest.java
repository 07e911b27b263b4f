package dev.jbpf.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of programs that runs once on each engine. {@link BpfAssertions} in it use that engine.
 * Where several have run, their results have to be the same: what the programs returned, and the
 * packets that they left.
 *
 * <p>The method may take a {@link TestEngine}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(EngineExtension.class)
public @interface BpfTest {
  /** {@return the engines, in order} */
  TestEngine[] engines() default {TestEngine.VM, TestEngine.JIT, TestEngine.KERNEL};
}
