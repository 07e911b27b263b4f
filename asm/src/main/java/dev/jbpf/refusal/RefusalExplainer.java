package dev.jbpf.refusal;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Explains to the author of a program why a kernel refused it. A service: whoever has one on the
 * class path or module path, such as that of {@code jbpf-verifier}, reads it in the message of the
 * exception, behind the kernel's own words.
 */
public interface RefusalExplainer {
  /** {@return lines for the author, the last one not ended; empty if there is nothing to add} */
  Optional<String> explain(RefusedProgram refused);

  /** {@return what the first explainer says that has something to say} */
  static Optional<String> ask(RefusedProgram refused) {
    return ServiceLoader.load(RefusalExplainer.class, RefusalExplainer.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .flatMap(explainer -> explainer.explain(refused).stream())
        .findFirst();
  }
}
