package dev.jbpf.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** The directions of dependency that ARCHITECTURE.md draws. */
@AnalyzeClasses(
    packages = "dev.jbpf",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ArchitectureTest.DoNotIncludeJarsOfTests.class
    })
class ArchitectureTest {
  /**
   * Other modules' tests are on the class path as folders, or as jars once these are built. Some
   * builds have the tests of all modules in one folder.
   */
  static final class DoNotIncludeJarsOfTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar") && !location.contains("/test/");
    }
  }

  private static final String JDK = "java..";
  private static final String MARKS = "org.jspecify.annotations..";

  @ArchTest
  static final ArchRule isaStandsAlone =
      classes()
          .that()
          .resideInAPackage("dev.jbpf.isa..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.jbpf.isa..", JDK, MARKS);

  @ArchTest
  static final ArchRule diagStandsAlone =
      classes()
          .that()
          .resideInAPackage("dev.jbpf.diag..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.jbpf.diag..", JDK, MARKS);

  @ArchTest
  static final ArchRule kernelKnowsTheTableAndMessagesOnly =
      classes()
          .that()
          .resideInAPackage("dev.jbpf.kernel..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.jbpf.kernel..", "dev.jbpf.isa..", "dev.jbpf.diag..", JDK, MARKS);

  @ArchTest
  static final ArchRule codeKnowsTheTableMessagesAndTheKernelsNamesOnly =
      classes()
          .that()
          .resideInAPackage("dev.jbpf.code..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.jbpf.code..",
              "dev.jbpf.isa..",
              "dev.jbpf.diag..",
              "dev.jbpf.kernel..",
              "dev.jbpf.internal..",
              JDK,
              MARKS);

  @ArchTest
  static final ArchRule asmAndDslNeedNothingButTheJdk =
      classes()
          .that()
          .resideOutsideOfPackages(
              "dev.jbpf.runtime..",
              "dev.jbpf.methods..",
              "dev.jbpf.vm..",
              "dev.jbpf.testkit..",
              "dev.jbpf.gen..",
              "dev.jbpf.cli..",
              "dev.jbpf.examples..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.jbpf..", JDK, MARKS);

  @ArchTest
  static final ArchRule asmKnowsNothingOfWhatStandsOnIt =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.jbpf.isa..",
              "dev.jbpf.diag..",
              "dev.jbpf.code..",
              "dev.jbpf.source..",
              "dev.jbpf.text..",
              "dev.jbpf.elf..",
              "dev.jbpf.btf..",
              "dev.jbpf.cfg..",
              "dev.jbpf.classic..",
              "dev.jbpf.kernel..",
              "dev.jbpf.map..",
              "dev.jbpf.refusal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.jbpf.verifier..",
              "dev.jbpf.ir..",
              "dev.jbpf.dsl..",
              "dev.jbpf.methods..",
              "dev.jbpf.vm..",
              "dev.jbpf.runtime..",
              "dev.jbpf.gen..",
              "dev.jbpf.testkit..",
              "dev.jbpf.cli..",
              "dev.jbpf.examples..");

  @ArchTest
  static final ArchRule irKnowsAsmOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.jbpf.ir..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.jbpf.dsl..",
              "dev.jbpf.methods..",
              "dev.jbpf.vm..",
              "dev.jbpf.runtime..",
              "dev.jbpf.gen..",
              "dev.jbpf.testkit..",
              "dev.jbpf.cli..",
              "dev.jbpf.examples..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule enginesAndGeneratorsDoNotKnowIr =
      noClasses()
          .that()
          .resideInAnyPackage("dev.jbpf.vm..", "dev.jbpf.runtime..", "dev.jbpf.gen..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.jbpf.ir..");

  @ArchTest
  static final ArchRule theModulesOnAsmDoNotKnowOneAnother =
      slices()
          .matching("dev.jbpf.(dsl|vm|runtime|gen)..")
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true);

  private static final String IR = "dev.jbpf.ir";

  /** Sub-packages included: each package is a slice of its own, but for those of ir. */
  private static final SliceAssignment EACH_PACKAGE =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
          String name = javaClass.getPackageName();
          if (!name.startsWith("dev.jbpf")) {
            return SliceIdentifier.ignore();
          }
          // The compiler of ir stands beside the model that its parts know.
          return SliceIdentifier.of(name.startsWith(IR) ? IR : name);
        }

        @Override
        public String getDescription() {
          return "packages";
        }
      };

  @ArchTest
  static final ArchRule theVerifierKnowsAsmOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.jbpf.verifier..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.jbpf.dsl..",
              "dev.jbpf.methods..",
              "dev.jbpf.vm..",
              "dev.jbpf.runtime..",
              "dev.jbpf.gen..",
              "dev.jbpf.testkit..",
              "dev.jbpf.cli..",
              "dev.jbpf.examples..");

  @ArchTest
  static final ArchRule theFactsKnowNothingOfWhatFollowsThem =
      classes()
          .that()
          .resideInAPackage("dev.jbpf.verifier.facts..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.jbpf.verifier.facts..", "dev.jbpf.kernel..", "dev.jbpf.isa..", JDK, MARKS);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().assignedFrom(EACH_PACKAGE).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule sourceKnowsMessagesOnly =
      classes()
          .that()
          .resideInAPackage("dev.jbpf.source..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.jbpf.source..", "dev.jbpf.diag..", JDK, MARKS);

  @ArchTest
  static final ArchRule onlyTextKnowsItsParts =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.jbpf.text..", "dev.jbpf.gen..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.jbpf.text..").and(not(resideInAPackage("dev.jbpf.text"))));

  @ArchTest
  static final ArchRule nativeCallsStayInTheRuntime =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.jbpf.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jnr..", "com.kenai..");

  @ArchTest
  static final ArchRule theTestKitKnowsEnginesAndTheBuilderOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.jbpf.testkit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.jbpf.methods..",
              "dev.jbpf.ir..",
              "dev.jbpf.gen..",
              "dev.jbpf.cli..",
              "dev.jbpf.examples..");

  @ArchTest
  static final ArchRule nothingThatRunsKnowsTheTestKit =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.jbpf.testkit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.jbpf.testkit..");

  /** Users of the libraries do not get it; {@code jbpf gen} does. */
  @ArchTest
  static final ArchRule onlyGeneratorsWriteJava =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.jbpf.gen..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.palantir.javapoet..");

  @ArchTest
  static final ArchRule librariesDoNotPrint =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.jbpf.cli..",
              "dev.jbpf.examples..",
              "dev.jbpf.gen..",
              "dev.jbpf.testkit.coverage..") // Its summary is for the console.
          .should(ACCESS_STANDARD_STREAMS);
}
