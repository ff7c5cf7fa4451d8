package org.sessiondesk.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections that somebody has to himself, one to each server of a link. Redis answers in the
 * order it is asked on each of them.
 */
final class Wires implements AutoCloseable {

  /** A server and the connection to it. */
  record Wire(RedisLink server, StatefulRedisConnection<byte[], byte[]> connection) {}

  private final StoreLink link;
  private final List<RedisLink> servers;
  private final List<Wire> wires;
  private final Carrier carrier;

  /** Those of {@code servers}, through which {@code carrier} sends. */
  Wires(StoreLink link, List<RedisLink> servers, List<Wire> wires, Carrier carrier) {
    this.link = link;
    this.servers = servers;
    this.wires = List.copyOf(wires);
    this.carrier = carrier;
  }

  /** Opens a connection to each of the servers, or to none. */
  static List<Wire> to(List<RedisLink> servers) throws ConnectFailedException {
    var made = new ArrayList<Wire>();
    try {
      for (var server : servers) {
        made.add(new Wire(server, server.connect()));
      }
      return made;
    } catch (ConnectFailedException e) {
      made.forEach(wire -> wire.server().disconnect(wire.connection()));
      throw e;
    }
  }

  /** A server, in the order of {@link #connections}. */
  RedisLink server(int index) {
    return wires.get(index).server();
  }

  /** One connection to each server. */
  List<StatefulRedisConnection<byte[], byte[]>> connections() {
    return wires.stream().map(Wire::connection).toList();
  }

  /** For commands to one server each, whatever their keys. */
  List<Calls> each(Duration timeout) {
    return wires.stream()
        .map(wire -> new Calls(wire.server().carrier(wire.connection()), timeout))
        .toList();
  }

  /** For commands that go to the server that holds their key. */
  Calls calls(Duration timeout) {
    return new Calls(carrier, timeout);
  }

  /** Whether these still are all the servers of the link. */
  boolean complete() {
    return link.servers().equals(servers);
  }

  @Override
  public void close() {
    wires.forEach(wire -> wire.server().disconnect(wire.connection()));
  }
}
