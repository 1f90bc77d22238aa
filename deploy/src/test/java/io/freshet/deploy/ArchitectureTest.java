package io.freshet.deploy;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The shape of the code base, as the build holds it. */
@AnalyzeClasses(packages = "io.freshet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Set<String> CLOCK_AND_CHANCE =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Math.random",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ThreadLocalRandom.current");

  @ArchTest
  static final ArchRule modulesAreAStar =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("schemas")
          .definedBy("io.freshet.schemas..")
          .layer("ingestion")
          .definedBy("io.freshet.ingestion..")
          .layer("feature-jobs")
          .definedBy("io.freshet.features..")
          .layer("online-learner")
          .definedBy("io.freshet.learner..")
          .layer("scoring")
          .definedBy("io.freshet.scoring..")
          .layer("deploy")
          .definedBy("io.freshet.deploy..")
          .whereLayer("deploy")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("ingestion")
          .mayOnlyBeAccessedByLayers("deploy")
          .whereLayer("feature-jobs")
          .mayOnlyBeAccessedByLayers("deploy")
          .whereLayer("online-learner")
          .mayOnlyBeAccessedByLayers("deploy")
          .whereLayer("scoring")
          .mayOnlyBeAccessedByLayers("deploy")
          .whereLayer("schemas")
          .mayOnlyBeAccessedByLayers(
              "ingestion", "feature-jobs", "online-learner", "scoring", "deploy");

  @ArchTest
  static final ArchRule flinkIsInItsPackages =
      noClasses()
          .that(resideOutside("..flink.."))
          .and(DescribedPredicate.not(nameMatching(".*Job(\\$.*)?")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule kafkaIsInItsPackages =
      noClasses()
          .that(resideOutside("..kafka..", "..flink.."))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "kafka..");

  @ArchTest
  static final ArchRule httpServersAreInTheirPackages =
      noClasses()
          .that(resideOutside("..http.."))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.undertow..", "org.xnio..");

  @ArchTest
  static final ArchRule djlIsInItsPackages =
      noClasses()
          .that(resideOutside("..djl.."))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..", "ai.onnxruntime..");

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Manager|Impl)");

  @ArchTest
  static final ArchRule timeAndChanceAreArguments =
      noClasses()
          .that(
              resideOutside("..flink..", "..kafka..", "..http..", "..djl..", "io.freshet.deploy.."))
          .and(DescribedPredicate.not(hasMain()))
          .should()
          .callMethodWhere(readsClockOrChance())
          .orShould()
          .callConstructor(java.util.Random.class)
          .orShould()
          .callConstructor(java.util.SplittableRandom.class);

  @ArchTest
  static final ArchRule simulationsTakeTheirSeed =
      noClasses()
          .that()
          .resideInAPackage("io.freshet.deploy..")
          .should()
          .callConstructor(java.util.Random.class)
          .orShould()
          .callConstructor(java.util.SplittableRandom.class);

  @ArchTest
  static final ArchRule packagesAreNullMarked =
      classes()
          .that()
          .haveSimpleName("package-info")
          .should()
          .beAnnotatedWith(org.jspecify.annotations.NullMarked.class);

  private static DescribedPredicate<JavaClass> resideOutside(String... packages) {
    return DescribedPredicate.not(
        resideInAnyPackage(packages).or(resideInAnyPackage("io.freshet.schemas.record..")));
  }

  private static DescribedPredicate<JavaClass> hasMain() {
    return DescribedPredicate.describe(
        "have a main method", type -> type.tryGetMethod("main", String[].class).isPresent());
  }

  private static DescribedPredicate<JavaCall<?>> readsClockOrChance() {
    return DescribedPredicate.describe(
        "reads a clock or chance",
        call ->
            CLOCK_AND_CHANCE.contains(call.getTargetOwner().getFullName() + "." + call.getName()));
  }
}
