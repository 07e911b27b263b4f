package dev.jbpf.vm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.jbpf.vm");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.jbpf.vm.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingBelowKnowsTheFacade() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.jbpf.vm.*..")
        .and()
        .resideOutsideOfPackage("dev.jbpf.vm.debug..") // It drives a Stepper, as users do.
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.jbpf.vm")
        .check(CLASSES);
  }

  @Test
  void theLibraryPrintsNothing() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
  }

  @Test
  void onlyTheCompilerWritesBytecode() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.jbpf.vm.jit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.objectweb.asm..")
        .check(CLASSES);
  }

  @Test
  void memoryIsSafe() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("sun.misc.Unsafe")
        .check(CLASSES);
  }
}
