package dev.frontdesk.model;

/** One running process of the gateway; a new id at every start, so that an old process is never mistaken for its successor. */
public record NodeId(String value) implements Wrapped {
  @Override
  public String toString() {
    return value;
  }
}
