package dev.frontdesk.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Messages as JSON between nodes; within a node the record itself is handed over, since it cannot change. */
final class BusCodec implements MessageCodec<BusMessage, BusMessage> {
  static final String NAME = "frontdesk";

  private final RecordCodec records;

  BusCodec(RecordCodec records) {
    this.records = records;
  }

  @Override
  public void encodeToWire(Buffer buffer, BusMessage message) {
    byte[] json = records.bytes(message);
    buffer.appendInt(json.length).appendBytes(json);
  }

  @Override
  public BusMessage decodeFromWire(int position, Buffer buffer) {
    int length = buffer.getInt(position);
    return records.read(
        buffer.getBytes(position + Integer.BYTES, position + Integer.BYTES + length),
        BusMessage.class);
  }

  @Override
  public BusMessage transform(BusMessage message) {
    return message;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
