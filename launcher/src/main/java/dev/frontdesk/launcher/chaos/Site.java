package dev.frontdesk.launcher.chaos;

import java.util.List;

/** Where the nodes live, and how they reach each other. Nodes are counted from 0. */
interface Site extends AutoCloseable {
  /** Address of a node. */
  String host(int node);

  /** Address at which nodes reach what is no node: database, provider. */
  String outside();

  /** What comes before a command that is to run where the node lives. */
  List<String> prefix(int node);

  /** Whether nodes can be parted at all. */
  boolean parts();

  /** From now on nothing passes between this node and the other nodes: no refusal, no answer. */
  void cut(int node);

  void mend(int node);

  @Override
  void close();

  /** All on the loopback, which cannot be cut. */
  Site LOOPBACK = new Site() {
    @Override
    public String host(int node) {
      return "127.0.0.1";
    }

    @Override
    public String outside() {
      return "127.0.0.1";
    }

    @Override
    public List<String> prefix(int node) {
      return List.of();
    }

    @Override
    public boolean parts() {
      return false;
    }

    @Override
    public void cut(int node) {
      throw new UnsupportedOperationException("the loopback cannot be cut");
    }

    @Override
    public void mend(int node) {
      throw new UnsupportedOperationException("the loopback cannot be cut");
    }

    @Override
    public void close() {}
  };
}
