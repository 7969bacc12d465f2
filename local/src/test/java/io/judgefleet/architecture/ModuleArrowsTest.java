package io.judgefleet.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, as sentences. */
class ModuleArrowsTest {
    private static final String[] WIRE = {"org.apache.kafka..", "org.apache.avro..", "io.confluent..", "io.micronaut.."
    };

    private static JavaClasses fleet;

    @BeforeAll
    static void importFleet() {
        fleet = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.judgefleet");
    }

    @Test
    void metricsShouldKnowNothingButThePlatform() {
        classes()
                .that()
                .resideInAPackage("io.judgefleet.metrics..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.judgefleet.metrics..", "java..", "org.jspecify..")
                .check(fleet);
    }

    @Test
    void comparisonsShouldKnowOnlyMetricsAndJson() {
        classes()
                .that()
                .resideInAPackage("io.judgefleet.comparisons..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.judgefleet.comparisons..",
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
}
