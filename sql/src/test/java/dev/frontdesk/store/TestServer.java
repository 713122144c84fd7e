package dev.frontdesk.store;

/** The server of a test run. */
interface TestServer extends AutoCloseable {
  TestDatabase database(String name);

  @Override
  void close();

  static TestServer embedded() {
    var server = EmbeddedServer.unsynced();
    return new TestServer() {
      @Override
      public TestDatabase database(String name) {
        server.createDatabase(name);
        return new TestDatabase(
            server.migrating(name).withConnections(8), server.running(name).withConnections(8));
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }
}
