package dev.frontdesk.session;

import dev.frontdesk.call.Call;
import dev.frontdesk.model.CallId;

/** Where other nodes find the calls of this one; never the only copy of a truth. */
public interface CallRegistry {
  /** The call changed in substance; the latest wins. */
  void replicate(Call call);

  void forget(CallId call);

  /** A single node has nobody to tell. */
  CallRegistry ALONE = new CallRegistry() {
    @Override
    public void replicate(Call call) {}

    @Override
    public void forget(CallId call) {}
  };
}
