package dev.frontdesk.model;

import java.util.Map;

/**
 * A tool that a voice model is offered.
 *
 * @param description when to use it, for the model
 * @param parameters JSON Schema of its arguments as maps, lists, texts, numbers and booleans; iterates in a stable order, because the
 *     session configuration is hashed and the provider caches equal beginnings
 */
public record ToolSpec(String name, String description, Map<String, Object> parameters) {}
