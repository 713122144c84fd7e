package dev.frontdesk.admin.api;

import dev.frontdesk.model.Secret;
import dev.frontdesk.store.HttpToolStore;
import dev.frontdesk.store.HttpToolStore.Kept;
import dev.frontdesk.store.HttpToolStore.Opened;
import dev.frontdesk.store.SecretVault;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the secrets of a tool that is saved. One that is kept stays bound to the place it was given for: who changes the
 * address to another host must know the secret to send it there.
 */
record ToolSecretsPlan(List<Opened> fresh, List<Kept> gone, boolean signed) {
  private static final String NAMELESS = "";

  static ToolSecretsPlan of(ToolEdit edit, String origin, List<Kept> kept) {
    var fresh = new ArrayList<Opened>();
    var gone = new ArrayList<>(kept);
    for (Map.Entry<String, @Nullable String> each : edit.secrets().entrySet()) {
      var secret = new Kept(HttpToolStore.Kind.HEADER, each.getKey(), origin);
      String value = each.getValue();
      if (value != null) {
        fresh.add(new Opened(secret, Secret.of(value)));
      } else if (!gone.remove(secret)) {
        throw Fault.invalid(
            "/secretHeaders/" + each.getKey(), "must be given, it is not set for " + origin);
      }
    }
    boolean signed = signing(edit.signingSecret(), origin, fresh, gone);
    return new ToolSecretsPlan(List.copyOf(fresh), List.copyOf(gone), signed);
  }

  /** Fails if a secret is to be kept and there is no vault. */
  Future<Void> carryOut(HttpToolStore store, String tool, @Nullable SecretVault vault) {
    Future<?> done = Future.succeededFuture();
    for (Kept each : gone) {
      done = done.compose(before -> store.removeSecret(tool, each));
    }
    if (fresh.isEmpty()) {
      return done.mapEmpty();
    }
    if (vault == null) {
      return Future.failedFuture(Fault.withoutVault());
    }
    for (Opened each : fresh) {
      done = done.compose(before -> store.replaceSecret(tool, each, vault));
    }
    return done.mapEmpty();
  }

  private static boolean signing(
      @Nullable String given, String origin, List<Opened> fresh, List<Kept> gone) {
    var secret = new Kept(HttpToolStore.Kind.SIGNING, NAMELESS, origin);
    if (given != null) {
      if (!isKey(given)) {
        throw Fault.invalid("/signingSecret", "must be whsec_ and base64");
      }
      fresh.add(new Opened(secret, Secret.of(given)));
      return true;
    }
    if (gone.stream().anyMatch(each -> each.kind() == HttpToolStore.Kind.SIGNING)
        && !gone.contains(secret)) {
      throw Fault.invalid("/signingSecret", "must be given, it is not set for " + origin);
    }
    return gone.remove(secret);
  }

  private static boolean isKey(String given) {
    try {
      return Base64.getDecoder().decode(given.substring("whsec_".length())).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
