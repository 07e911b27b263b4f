package dev.jbpf.vm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

@AnalyzeClasses(packages = "dev.jbpf.vm", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.jbpf.vm.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOTHING_BELOW_KNOWS_THE_FACADE =
      noClasses()
          .that()
          .resideInAnyPackage("dev.jbpf.vm.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.jbpf.vm");

  @ArchTest
  static final ArchRule THE_LIBRARY_PRINTS_NOTHING =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule ONLY_THE_COMPILER_WRITES_BYTECODE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.jbpf.vm.jit")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.objectweb.asm..");

  @ArchTest
  static final ArchRule MEMORY_IS_SAFE =
      noClasses().should().dependOnClassesThat().haveFullyQualifiedName("sun.misc.Unsafe");
}
