package dev.frontdesk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which room may know which: the table of CONTRIBUTING.md. */
class RoomsTest {
  private static final JavaClasses PRODUCT = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests())
      .importPackages("dev.frontdesk");
  private static final String[] PURE = {"java..", "org.jspecify..", "dev.frontdesk.model.."};
  private static final List<String> VERTICLES = List.of(
      "webhook",
      "accept",
      "session",
      "transfer",
      "takeover",
      "journal",
      "notify",
      "twilio",
      "aftercall");

  @ParameterizedTest
  @MethodSource("pure")
  void whatDecidesKnowsNoSocketClockTableOrWireFormat(ArchRule rule) {
    rule.check(PRODUCT);
  }

  static Stream<ArchRule> pure() {
    return Stream.of(
        only(
            "model",
            "java..",
            "org.jspecify..",
            "dev.frontdesk.model..",
            "com.google.i18n.phonenumbers.."),
        only("call", with("dev.frontdesk.call..")),
        only("policy", with("dev.frontdesk.policy..")));
  }

  @Test
  void theCoreAndThePolicyReadNoClockAndNoDice() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.frontdesk.call..", "dev.frontdesk.policy..", "dev.frontdesk.model..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.random.RandomGenerator.class)
        .check(PRODUCT);
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void verticlesMeetOnTheBusOnly(ArchRule rule) {
    rule.allowEmptyShould(true).check(PRODUCT);
  }

  static Stream<ArchRule> strangers() {
    return VERTICLES.stream()
        .map(room -> noClasses()
            .that()
            .resideInAPackage("dev.frontdesk." + room + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others(room)));
  }

  @Test
  void onlyTheStoreKnowsSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.frontdesk.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..", "io.vertx.sqlclient..", "io.vertx.pgclient..", "org.flywaydb..")
        .check(PRODUCT);
  }

  @Test
  void theStoreKnowsNothingOfCalls() {
    noClasses()
        .that()
        .resideInAPackage("dev.frontdesk.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.frontdesk.call..", "dev.frontdesk.bus..", "dev.frontdesk.policy..")
        .check(PRODUCT);
  }

  @Test
  void theBusKnowsTheModelTheCallAndNothingElseOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("dev.frontdesk.bus..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.frontdesk.store..",
            "dev.frontdesk.policy..",
            "dev.frontdesk.provider..",
            "dev.frontdesk.session..")
        .check(PRODUCT);
  }

  @Test
  void providersKnowNeitherStoreNorPolicyNorVerticles() {
    noClasses()
        .that()
        .resideInAPackage("dev.frontdesk.provider..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.frontdesk.store..",
            "dev.frontdesk.policy..",
            "dev.frontdesk.bus..",
            "dev.frontdesk.session..")
        .check(PRODUCT);
  }

  @Test
  void theScreenOfOutwardRequestsKnowsNothingOfOurs() {
    classes()
        .that()
        .resideInAPackage("dev.frontdesk.outward..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.net.ssl..",
            "io.vertx.core..",
            "org.jspecify..",
            "dev.frontdesk.outward..")
        .check(PRODUCT);
  }

  @Test
  void whatAsksCalendarsKnowsNothingOfCalls() {
    classes()
        .that()
        .resideInAPackage("dev.frontdesk.caldav..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.xml.stream..",
            "io.vertx.core..",
            "org.dmfs.rfc5545..",
            "org.jspecify..",
            "dev.frontdesk.model..",
            "dev.frontdesk.outward..",
            "dev.frontdesk.caldav..")
        .check(PRODUCT);
  }

  @Test
  void whatGuardsTheClusterKnowsNothingOfCalls() {
    classes()
        .that()
        .resideInAPackage("dev.frontdesk.cluster..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "javax.net.ssl..",
            "io.vertx.core..",
            "io.vertx.spi.cluster.hazelcast..",
            "com.hazelcast.config..",
            "org.slf4j..",
            "org.jspecify..",
            "dev.frontdesk.model..",
            "dev.frontdesk.cluster..")
        .check(PRODUCT);
  }

  @Test
  void soundOnItsWayKnowsNeitherCallsNorWhoSendsIt() {
    classes()
        .that()
        .resideInAPackage("dev.frontdesk.audio..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "io.netty..", "io.vertx.core..", "org.jspecify..", "dev.frontdesk.audio..")
        .check(PRODUCT);
  }

  @Test
  void theLegKnowsNoModelNoTableAndNobodyWhoDrivesACall() {
    noClasses()
        .that()
        .resideInAPackage("dev.frontdesk.media..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.frontdesk.provider.realtime..",
            "dev.frontdesk.store..",
            "dev.frontdesk.policy..",
            "dev.frontdesk.bus..",
            "dev.frontdesk.session..")
        .check(PRODUCT);
  }

  @Test
  void onlyTheMetricsRoomKnowsHowFiguresAreShown() {
    noClasses()
        .that()
        .resideInAPackage("dev.frontdesk..")
        .and()
        .resideOutsideOfPackages("dev.frontdesk", "dev.frontdesk.metrics..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..")
        .check(PRODUCT);
  }

  @Test
  void thePortToAProviderDoesNotKnowItsProviders() {
    noClasses()
        .that()
        .resideInAPackage("dev.frontdesk.provider")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.frontdesk.provider.realtime..")
        .check(PRODUCT);
  }

  @Test
  void messagesAreRecordsDeclaredInOnePlace() {
    classes()
        .that()
        .areAssignableTo(dev.frontdesk.bus.BusMessage.class)
        .and()
        .areNotInterfaces()
        .should()
        .beRecords()
        .andShould()
        .resideInAPackage("dev.frontdesk.bus")
        .check(PRODUCT);
  }

  private static ArchRule only(String room, String... mayKnow) {
    return classes()
        .that()
        .resideInAPackage("dev.frontdesk." + room + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(mayKnow);
  }

  private static String[] with(String own) {
    return Stream.concat(Stream.of(PURE), Stream.of(own)).toArray(String[]::new);
  }

  private static String[] others(String room) {
    return VERTICLES.stream()
        .filter(other -> !other.equals(room))
        .map(other -> "dev.frontdesk." + other + "..")
        .toArray(String[]::new);
  }
}
