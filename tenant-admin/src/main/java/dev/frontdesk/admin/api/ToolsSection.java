package dev.frontdesk.admin.api;

import dev.frontdesk.model.HttpTool;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.store.HttpToolStore;
import dev.frontdesk.store.HttpToolStore.Kept;
import dev.frontdesk.store.ProfileStore.Draft;
import dev.frontdesk.store.ProfileVersion;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * HTTP tools by name. Their secrets are no part of it and stay as they are while a tool leads to the same host; a change is published
 * again with the profile that names the tool.
 */
final class ToolsSection extends Section<List<ToolsSection.Part>> {
  private final OutwardAllow allow;
  private final List<String> gone = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();
  private @Nullable ProfileVersionId published;

  ToolsSection(OutwardAllow allow) {
    super("tools", false);
    this.allow = allow;
  }

  /** A tool without its secrets. */
  record Part(
      String name,
      String description,
      String method,
      String url,
      Map<String, Object> parameters,
      @Nullable Map<String, Object> answer,
      @Nullable Map<String, String> headers,
      @Nullable Integer timeoutMs,
      @Nullable Boolean idempotent,
      @Nullable String fillerPhrase) {
    static Part of(HttpTool tool) {
      return new Part(
          tool.name(),
          tool.description(),
          tool.method().name(),
          tool.url(),
          tool.parameters(),
          tool.answer(),
          new TreeMap<>(tool.headers()),
          (int) tool.timeout().toMillis(),
          tool.idempotent(),
          tool.filler());
    }

    /** @param kept secrets that are left as they are */
    ToolEdit edit(List<Kept> kept) {
      Map<String, @Nullable String> secrets = new LinkedHashMap<>();
      kept.stream()
          .filter(each -> each.kind() == HttpToolStore.Kind.HEADER)
          .forEach(each -> secrets.put(each.name(), null));
      return new ToolEdit(
          description,
          method,
          url,
          parameters,
          answer,
          headers,
          Collections.unmodifiableMap(secrets),
          null,
          timeoutMs,
          idempotent,
          fillerPhrase);
    }
  }

  @Override
  Future<@Nullable List<Part>> read(TenantStores stores, Tenant tenant) {
    return stores
        .httpTools()
        .list()
        .map(all ->
            all.stream().map(Part::of).sorted(Comparator.comparing(Part::name)).toList());
  }

  @Override
  List<Part> settled(Object wanted, Tenant tenant, @Nullable List<Part> before) {
    List<Part> parts = parsedList(wanted, Part.class);
    if (parts.stream().map(Part::name).distinct().count() < parts.size()) {
      throw Fault.invalid("/tools", "a name stands there twice");
    }
    return parts.stream()
        .map(part -> {
          ToolEdit edit = part.edit(List.of());
          edit.check(part.name(), allow);
          return Part.of(edit.tool(part.name(), false));
        })
        .sorted(Comparator.comparing(Part::name))
        .toList();
  }

  @Override
  Future<Void> write(
      TenantStores stores, Tenant tenant, @Nullable List<Part> before, List<Part> after) {
    List<Part> known = before == null ? List.of() : before;
    var names = after.stream().map(Part::name).collect(Collectors.toSet());
    known.stream().map(Part::name).filter(name -> !names.contains(name)).forEach(gone::add);
    Future<?> done = stores.profiles().published().onSuccess(found -> published = id(found));
    for (Part part : after) {
      if (!known.contains(part)) {
        changed.add(part.name());
        done = done.compose(last -> save(stores, part));
      }
    }
    return done.mapEmpty();
  }

  private Future<Void> save(TenantStores stores, Part part) {
    return stores.httpTools().secrets(part.name()).compose(kept -> {
      ToolEdit edit = part.edit(kept);
      var plan = ToolSecretsPlan.of(edit, edit.check(part.name(), allow), kept);
      return stores.httpTools().save(edit.tool(part.name(), plan.signed()));
    });
  }

  /** What the profile names no more can go only now; what it goes on to name is published with it. */
  @Override
  Future<Void> finish(TenantStores stores) {
    Future<?> done = Future.succeededFuture();
    for (String name : gone) {
      done = done.compose(last -> ToolRoutes.inUse(stores, name))
          .compose(free -> stores.httpTools().delete(name));
    }
    return done.compose(last -> stores.profiles().published()).compose(found -> {
      boolean stale = found.isPresent()
          && found.get().profile().id().equals(published)
          && changed.stream().anyMatch(found.get().profile().tools()::contains);
      return stale ? ProfileSection.publish(stores, draft(found.get())) : Future.succeededFuture();
    });
  }

  private static Draft draft(ProfileVersion version) {
    return ProfileSection.Part.of(version.profile()).draft();
  }

  private static @Nullable ProfileVersionId id(Optional<ProfileVersion> version) {
    return version.map(found -> found.profile().id()).orElse(null);
  }
}
