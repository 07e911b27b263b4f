package dev.jbpf.ir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the rooms of this module may use. */
@AnalyzeClasses(
    packages = "dev.jbpf.ir",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ArchitectureTest.DoNotIncludeFoldersOfTests.class
    })
class ArchitectureTest {
  /** Some builds have the tests of all modules in one folder. */
  static final class DoNotIncludeFoldersOfTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test/");
    }
  }

  @ArchTest
  static final ArchRule irNeedsAsmAndTheJdk =
      classes()
          .that()
          .resideInAPackage("dev.jbpf.ir..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.jbpf.ir..",
              "dev.jbpf.isa..",
              "dev.jbpf.diag..",
              "dev.jbpf.code..",
              "dev.jbpf.kernel..",
              "dev.jbpf.map..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule theCheckerOfPlacesTakesNothingFromTheAllocatorButItsResult =
      noClasses()
          .that()
          .resideInAPackage("dev.jbpf.ir.alloc.check..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("Interval")
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("Liveness");

  @ArchTest
  static final ArchRule passesKnowNothingOfMachines =
      noClasses()
          .that()
          .resideInAPackage("dev.jbpf.ir.pass..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.jbpf.ir.select..", "dev.jbpf.ir.alloc..", "dev.jbpf.ir.emit..");
}
