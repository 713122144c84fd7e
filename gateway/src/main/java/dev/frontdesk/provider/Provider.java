package dev.frontdesk.provider;

import dev.frontdesk.model.Capabilities;

/** One voice provider: its parts, and what they can do together. */
public record Provider(
    String name,
    Capabilities capabilities,
    Webhooks webhooks,
    SessionWriter sessions,
    CallControl control,
    VoiceModel model,
    Sidebands sidebands,
    ConnectionTest test,
    TextModel text) {}
