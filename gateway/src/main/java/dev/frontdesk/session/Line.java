package dev.frontdesk.session;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.provider.Provider;
import java.util.List;

/**
 * How a call is reached: through which endpoint of which provider.
 *
 * @param opening frames sent first after every attach: settings that are safer changed after accept than in it (openai.md 2.2)
 */
record Line(Endpoint endpoint, Provider provider, List<String> opening) {}
