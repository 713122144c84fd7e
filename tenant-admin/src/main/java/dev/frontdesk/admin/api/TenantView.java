package dev.frontdesk.admin.api;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.CallLimits;
import dev.frontdesk.model.FrontDesk;
import dev.frontdesk.model.Keeping;
import dev.frontdesk.model.Redaction;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings.Status;
import dev.frontdesk.model.WhenExceeded;
import dev.frontdesk.store.Tenant;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A tenant as the API shows it. */
record TenantView(
    TenantId id,
    AgencyId agency,
    String key,
    String name,
    Status status,
    String region,
    String locale,
    ZoneId zone,
    @Nullable String sipDomain,
    Limits limits,
    FrontDesk desk,
    int retentionDays,
    @Nullable Integer transcriptDays,
    SortedSet<Redaction> redact) {

  /**
   * Times in seconds, money in micro-dollars.
   *
   * @param exceededCode SIP code beyond a limit; null: the usual one
   * @param exceededSentence said in place of the code; absent or blank: none
   */
  record Limits(
      int concurrentCalls,
      long longestCallSeconds,
      long longestSilenceSeconds,
      @Nullable Long monthlyBudgetMicros,
      @Nullable Integer exceededCode,
      @Nullable String exceededSentence) {
    static Limits of(CallLimits limits) {
      return new Limits(
          limits.concurrentCalls(),
          limits.longestCall().toSeconds(),
          limits.longestSilence().toSeconds(),
          limits.monthlyBudgetMicros(),
          limits.whenExceeded().sipCode(),
          limits.whenExceeded().sentence());
    }

    CallLimits model() {
      return new CallLimits(
          concurrentCalls,
          Duration.ofSeconds(longestCallSeconds),
          Duration.ofSeconds(longestSilenceSeconds),
          monthlyBudgetMicros,
          new WhenExceeded(exceededCode, exceededSentence == null ? "" : exceededSentence));
    }
  }

  /**
   * As sent; what is absent gets its default.
   *
   * @param redact null: absent; a list or set that is absent would be read as an empty one
   */
  record Edited(
      String key,
      String name,
      @Nullable Status status,
      String region,
      @Nullable String locale,
      ZoneId zone,
      @Nullable String sipDomain,
      @Nullable Limits limits,
      @Nullable FrontDesk desk,
      @Nullable Integer retentionDays,
      @Nullable Integer transcriptDays,
      @Nullable Collection<Redaction> redact) {
    Edited {
      // Checked here already, where what is wrong is the sender's fault.
      var unused = keeping(retentionDays, transcriptDays, redact);
    }

    static Edited of(Tenant tenant) {
      return new Edited(
          tenant.key(),
          tenant.name(),
          tenant.status(),
          tenant.region(),
          tenant.locale(),
          tenant.zone(),
          tenant.sipDomain(),
          Limits.of(tenant.limits()),
          tenant.desk(),
          tenant.keeping().retentionDays(),
          tenant.keeping().transcriptDays(),
          List.copyOf(new TreeSet<>(tenant.keeping().redact())));
    }

    Tenant tenant(TenantId id, AgencyId agency) {
      Tenant fresh = Tenant.named(id, agency, key, name, region, zone);
      return new Tenant(
          id,
          agency,
          key,
          name,
          status == null ? fresh.status() : status,
          region,
          locale == null ? fresh.locale() : locale,
          zone,
          sipDomain,
          limits == null ? fresh.limits() : limits.model(),
          desk == null ? fresh.desk() : desk,
          keeping(retentionDays, transcriptDays, redact),
          0);
    }

    private static Keeping keeping(
        @Nullable Integer retentionDays,
        @Nullable Integer transcriptDays,
        @Nullable Collection<Redaction> redact) {
      Keeping fresh = Keeping.DEFAULTS;
      return new Keeping(
          retentionDays == null ? fresh.retentionDays() : retentionDays,
          transcriptDays,
          redact == null ? fresh.redact() : Set.copyOf(redact));
    }
  }

  static TenantView of(Tenant tenant) {
    return new TenantView(
        tenant.id(),
        tenant.agency(),
        tenant.key(),
        tenant.name(),
        tenant.status(),
        tenant.region(),
        tenant.locale(),
        tenant.zone(),
        tenant.sipDomain(),
        Limits.of(tenant.limits()),
        tenant.desk(),
        tenant.keeping().retentionDays(),
        tenant.keeping().transcriptDays(),
        new TreeSet<>(tenant.keeping().redact()));
  }
}
