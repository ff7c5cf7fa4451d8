package org.sessiondesk.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.SocketAddressResolver;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lettuce's client of one link. It never connects anew by itself, keeps nothing back to send it
 * later, and sends nothing twice.
 */
final class LinkClient {
  private final RedisClient client;
  private final RedisURI uri;

  /** What it was given for itself alone, over the threads that all share. */
  private final ClientResources own;

  private LinkClient(RedisClient client, RedisURI uri, ClientResources own) {
    this.client = client;
    this.uri = uri;
    this.own = own;
  }

  /** One for what a probe has found. Connects to nothing yet. */
  static LinkClient to(Network network, ConnectionProbe.Found found, Timing timing)
      throws ConnectFailedException {
    var there = found.destination();
    var tls = found.route().tls();
    var uri = uri(there, tls, timing);
    var address = there.reached();
    var own = reaching(network, address);
    var client = RedisClient.create(own, uri);
    client.setOptions(options(tls, there, timing));
    return new LinkClient(client, uri, own);
  }

  /**
   * The same threads, but every connection goes to the very address that answered, where there is
   * one. All that it shares outlives it.
   */
  private static ClientResources reaching(Network network, @Nullable InetSocketAddress address) {
    var shared = network.shared();
    var builder =
        ClientResources.builder()
            .eventLoopGroupProvider(shared.eventLoopGroupProvider())
            .eventExecutorGroup(shared.eventExecutorGroup())
            .timer(shared.timer())
            .eventBus(shared.eventBus())
            .commandLatencyRecorder(shared.commandLatencyRecorder())
            .addressResolverGroup(shared.addressResolverGroup())
            .nettyCustomizer(network.customizer());
    if (address != null) {
      builder.socketAddressResolver(
          new SocketAddressResolver() {
            @Override
            public SocketAddress resolve(RedisURI uri) {
              return address;
            }
          });
    }
    return builder.build();
  }

  private static ClientOptions options(@Nullable TlsParts tls, Destination there, Timing timing) {
    var socket =
        SocketOptions.builder()
            .connectTimeout(timing.connect())
            .keepAlive(there.socketPath() == null) // Means nothing to a Unix domain socket.
            .build();
    return ClientOptions.builder()
        .autoReconnect(false)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .replayFilter(_ -> true)
        .requestQueueSize(20_000)
        .socketOptions(socket)
        .sslOptions(tls == null ? SslOptions.create() : tls.options(timing.connect()))
        // Every call has its own limit, which knows what a late answer means.
        .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .build();
  }

  private static RedisURI uri(Destination there, @Nullable TlsParts tls, Timing timing) {
    var builder =
        there.socketPath() != null
            ? RedisURI.Builder.socket(there.socketPath())
            : RedisURI.builder().withHost(there.host()).withPort(there.port());
    builder.withDatabase(there.database()).withTimeout(timing.connect());
    if (tls != null) {
      builder.withSsl(true).withVerifyPeer(tls.verifyMode());
    }
    var password = there.password();
    if (there.user() != null) {
      builder.withAuthentication(there.user(), password == null ? new char[0] : password.reveal());
    } else if (password != null) {
      builder.withPassword(password.reveal());
    }
    return builder.build();
  }

  /** Opens a connection. */
  CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect() {
    return client.connectAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture();
  }

  /** Opens a connection on which messages come. */
  CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>> connectPubSub() {
    return client.connectPubSubAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture();
  }

  /** The number of the database that it connects to. */
  int database() {
    return uri.getDatabase();
  }

  /** Closes every connection; does not wait for that. */
  CompletableFuture<Void> shutDown() {
    return client
        .shutdownAsync(0, 0, TimeUnit.SECONDS)
        .whenComplete(
            (_, _) -> {
              var _ = own.shutdown(0, 0, TimeUnit.SECONDS);
            });
  }
}
