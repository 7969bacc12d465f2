package io.judgefleet.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, as sentences. */
class ModuleArrowsTest {
    private static final String[] WIRE = {"org.apache.kafka..", "org.apache.avro..", "io.confluent..", "io.micronaut.."
    };

    private static final long LARGEST_PACKAGE = 25;

    private static JavaClasses fleet;

    @BeforeAll
    static void importFleet() {
        fleet = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages("io.judgefleet");
    }

    @Test
    void judgementShouldKnowNothingButThePlatform() {
        classes()
                .that()
                .resideInAPackage("io.judgefleet.judgement..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.judgefleet.judgement..", "java..", "org.jspecify..")
                .check(fleet);
    }

    @Test
    void metricsShouldKnowOnlyJudgement() {
        classes()
                .that()
                .resideInAPackage("io.judgefleet.metrics..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.judgefleet.metrics..", "io.judgefleet.judgement..", "java..", "org.jspecify..")
                .check(fleet);
    }

    @Test
    void comparisonsShouldKnowOnlyJudgementMetricsAndJson() {
        classes()
                .that()
                .resideInAPackage("io.judgefleet.comparisons..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.judgefleet.comparisons..",
                        "io.judgefleet.judgement..",
                        "io.judgefleet.metrics..",
                        "com.fasterxml.jackson..",
                        "java..",
                        "org.jspecify..")
                .check(fleet);
    }

    @Test
    void judgelmShouldKnowOnlyMetricsAndComparisonsOfTheFleet() {
        noClasses()
                .that()
                .resideInAPackage("io.judgefleet.judgelm..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.judgefleet.schemas..",
                        "io.judgefleet.worker..",
                        "io.judgefleet.aggregator..",
                        "io.judgefleet.cli..",
                        "io.judgefleet.local..",
                        "io.judgefleet.servers..")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(WIRE)
                .check(fleet);
    }

    @Test
    void schemasShouldKnowOnlyMetricsAndComparisonsOfTheFleet() {
        noClasses()
                .that()
                .resideInAPackage("io.judgefleet.schemas..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.judgefleet.judgelm..",
                        "io.judgefleet.worker..",
                        "io.judgefleet.aggregator..",
                        "io.judgefleet.cli..",
                        "io.judgefleet.local..")
                .check(fleet);
    }

    @Test
    void deployableShouldKnowOnlySchemasAndWhatTheyKnow() {
        noClasses()
                .that()
                .resideInAPackage("io.judgefleet.deployable..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.judgefleet.judgelm..",
                        "io.judgefleet.worker..",
                        "io.judgefleet.aggregator..",
                        "io.judgefleet.cli..",
                        "io.judgefleet.local..",
                        "io.judgefleet.servers..")
                .check(fleet);
        noClasses()
                .that()
                .resideInAnyPackage("io.judgefleet.schemas..", "io.judgefleet.judgelm..", "io.judgefleet.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.judgefleet.deployable..")
                .check(fleet);
    }

    @Test
    void generatedClassesShouldStayInsideSchemas() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.judgefleet.schemas..", "io.judgefleet.v1..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.judgefleet.v1..")
                .check(fleet);
    }

    @Test
    void deployablesShouldNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("io.judgefleet.worker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.judgefleet.aggregator..", "io.judgefleet.cli..", "io.judgefleet.local..")
                .check(fleet);
        noClasses()
                .that()
                .resideInAPackage("io.judgefleet.aggregator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.judgefleet.worker..",
                        "io.judgefleet.cli..",
                        "io.judgefleet.local..",
                        "io.judgefleet.judgelm..")
                .check(fleet);
        noClasses()
                .that()
                .resideInAPackage("io.judgefleet.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.judgefleet.worker..",
                        "io.judgefleet.aggregator..",
                        "io.judgefleet.local..",
                        "io.judgefleet.judgelm..")
                .check(fleet);
    }

    @Test
    void onlyLocalShouldStartServers() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.judgefleet.local..",
                        "io.judgefleet.servers..",
                        "io.judgefleet.benchmarks..",
                        "io.judgefleet.faults..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.judgefleet.servers..")
                .check(fleet);
    }

    @Test
    void domainPackagesOfTheWorkerShouldNotKnowKafka() {
        noClasses()
                .that()
                .resideInAPackage("io.judgefleet.worker")
                .and()
                .doNotHaveSimpleName("Worker")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.confluent..", "org.apache.avro..")
                .check(fleet);
    }

    @Test
    void packagesShouldDependInOneDirection() {
        slices().matching("io.(**)").should().beFreeOfCycles().check(handWritten());
    }

    /** A package that holds more has no name that says what belongs into it. */
    @Test
    void packagesShouldHoldAtMostTwentyFiveTypes() {
        var counts = handWritten().stream()
                .filter(type -> !type.getName().contains("$"))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(counts)
                .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(LARGEST_PACKAGE));
    }

    private static JavaClasses handWritten() {
        return fleet.that(new DescribedPredicate<>("written by hand") {
            @Override
            public boolean test(JavaClass type) {
                return !type.getPackageName().startsWith("io.judgefleet.v1");
            }
        });
    }
}
