package org.sessiondesk.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.pubsub.RedisPubSubListener;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ServerInfo;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.StoreException;

/** A made connection to one server. */
final class RedisLink implements StoreLink {
  private final LinkClient client;
  private final Runnable afterwards;
  private final ServerInfo server;
  private final Timing timing;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private final LatencyWindow latency = new LatencyWindow(System::nanoTime);
  private final InFlight inFlight = new InFlight();
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile boolean silent;
  private final StatefulRedisConnection<byte[], byte[]> main;
  private final Calls calls;
  private final List<RedisLink> servers = List.of(this);
  private final long made = System.nanoTime();
  private final RedisConnectionStateListener listener =
      new RedisConnectionStateListener() {
        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
          lost.complete("the connection was closed by the other end");
        }
      };

  private RedisLink(LinkClient client, ServerInfo server, Timing timing, Runnable afterwards)
      throws ConnectFailedException {
    this.client = client;
    this.afterwards = afterwards;
    this.server = server;
    this.timing = timing;
    main = connect();
    calls = new Calls(carrier(main), timing.reply(), latency);
  }

  /** Connects to what a probe has found, whose route is the link's from now on. Blocks. */
  static RedisLink open(Network network, ConnectionProbe.Found found, Timing timing)
      throws ConnectFailedException {
    return open(network, found, timing, found.route()::close);
  }

  /** The same, but the route goes on to other servers too, and is closed by whom it belongs to. */
  static RedisLink openOneOfMany(Network network, ConnectionProbe.Found found, Timing timing)
      throws ConnectFailedException {
    return open(network, found, timing, () -> {});
  }

  private static RedisLink open(
      Network network, ConnectionProbe.Found found, Timing timing, Runnable afterwards)
      throws ConnectFailedException {
    var client = LinkClient.to(network, found, timing);
    try {
      return new RedisLink(client, found.server(), timing, afterwards);
    } catch (ConnectFailedException e) {
      var _ = client.shutDown();
      throw e;
    }
  }

  /** Sends over {@code connection}, one of this link's, and hears what is answered. */
  Carrier carrier(StatefulRedisConnection<byte[], byte[]> connection) {
    return new Carrier() {
      @Override
      public <T> CompletableFuture<T> carry(Command<byte[], byte[], T> command) {
        var answer = new AsyncCommand<>(command);
        var _ = answer.whenComplete((_, failure) -> hear(failure));
        dispatch(connection, null, answer);
        return answer;
      }
    };
  }

  /**
   * Sends a command over {@code connection}, one of this link's, which is not closed before it is
   * answered. Where the link is being closed it is not sent.
   *
   * @param before what is sent just before it, or null
   */
  void dispatch(
      StatefulRedisConnection<byte[], byte[]> connection,
      @Nullable RedisCommand<byte[], byte[], ?> before,
      AsyncCommand<byte[], byte[], ?> command) {
    if (!inFlight.begin()) {
      command.completeExceptionally(new NotSentException("the connection is being closed"));
      return;
    }
    var _ = command.whenComplete((_, _) -> inFlight.end());
    try {
      if (before == null) {
        connection.dispatch(command);
      } else {
        connection.dispatch(List.of(before, command));
      }
    } catch (RedisException e) {
      command.completeExceptionally(e);
    }
  }

  /**
   * Some errors tell that this is no longer the server that was found: one that was a master copies
   * another now or has joined a cluster, wants a password, loads its data. Then the way is to be
   * gone anew; where that changes nothing, not again and again.
   */
  private void hear(@Nullable Throwable failure) {
    if (failure != null && ErrorMapping.isAnswer(failure)) {
      var message = Objects.requireNonNullElse(failure.getMessage(), "");
      boolean another =
          switch (RespError.codeOf(message)) {
            case "READONLY" -> !readOnly();
            case "MOVED", "NOAUTH", "LOADING", "MASTERDOWN" -> true;
            default -> false;
          };
      if (another && System.nanoTime() - made > 2 * timing.pingEvery().toNanos()) {
        lost.complete(message);
      }
    }
  }

  @Override
  public List<RedisLink> servers() {
    return servers;
  }

  @Override
  public Wires open() throws ConnectFailedException {
    var wires = Wires.to(servers);
    return new Wires(this, servers, wires, carrier(wires.getFirst().connection()));
  }

  @Override
  public boolean split() {
    return false;
  }

  @Override
  public Registration whenServersChange(Runnable listener) {
    return () -> {}; // It is always this one.
  }

  /** The connection that single commands go over. */
  StatefulRedisConnection<byte[], byte[]> main() {
    return main;
  }

  /** Opens a further connection; when it is lost, so is the whole link. Blocks. */
  StatefulRedisConnection<byte[], byte[]> connect() throws ConnectFailedException {
    return await(client.connect());
  }

  /**
   * Subscribes to all channels of {@code pattern} over a further connection, as {@link #connect},
   * that lives as long as the link. Blocks.
   *
   * @return whether the server lets this user do that
   */
  boolean subscribe(byte[] pattern, RedisPubSubListener<byte[], byte[]> to)
      throws ConnectFailedException {
    var connection = await(client.connectPubSub());
    connection.addListener(to);
    try {
      var done = connection.async().psubscribe(pattern).toCompletableFuture();
      done.get(timing.reply().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      disconnect(connection);
      return false;
    } catch (TimeoutException e) {
      throw new ConnectFailedException(ConnectionFault.Kind.TIMED_OUT, "no answer in time", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private <C extends StatefulRedisConnection<byte[], byte[]>> C await(
      CompletableFuture<C> connecting) throws ConnectFailedException {
    try {
      // Twice: once for the socket, once for the greeting.
      var connection = connecting.get(timing.connect().toMillis() * 2, TimeUnit.MILLISECONDS);
      connection.addListener(listener);
      if (!connection.isOpen()) {
        lost.complete("the connection was closed by the other end");
      }
      name(connection);
      return connection;
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new ConnectFailedException(ConnectionFault.Kind.TIMED_OUT, "no connection in time", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (RedisException e) {
      throw failed(e);
    }
  }

  /** Closes a connection that {@link #connect} opened, without loss of the link. */
  void disconnect(StatefulRedisConnection<byte[], byte[]> connection) {
    connection.removeListener(listener);
    if (connection.isOpen()) {
      var _ = connection.closeAsync();
    }
  }

  private static ConnectFailedException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ConnectFailedException(ConnectionFault.Kind.LOST, "interrupted", e);
  }

  private static ConnectFailedException failed(Throwable e) {
    var root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new ConnectFailedException(
        ConnectionFault.Kind.OTHER, e.getMessage() + ": " + root.getMessage(), e);
  }

  /** Shows our name in the server's list of clients. Not everybody may: the answer is nothing. */
  private void name(StatefulRedisConnection<byte[], byte[]> connection) {
    var _ =
        new Calls(carrier(connection), Duration.ZERO)
            .send(
                CommandType.CLIENT,
                new StatusOutput<>(ByteArrayCodec.INSTANCE),
                Calls.args().add("SETNAME").add("session-desk"));
  }

  @Override
  public int database() {
    return client.database();
  }

  @Override
  public LatencyWindow latency() {
    return latency;
  }

  @Override
  public Calls calls() {
    return calls;
  }

  @Override
  public ServerInfo server() {
    return server;
  }

  @Override
  public boolean readOnly() {
    return !server.role().equals("master");
  }

  @Override
  public CompletableFuture<String> lost() {
    return lost;
  }

  @Override
  public Duration ping() {
    long start = System.nanoTime();
    try {
      calls.read(
          CommandType.PING,
          new StatusOutput<>(ByteArrayCodec.INSTANCE),
          Calls.args(),
          timing.pingReply());
    } catch (StoreException.Rejected e) {
      // An error is an answer: such as MISCONF, while reading still works.
    } catch (StoreException e) {
      silent = true;
      lost.complete("no answer to PING: " + e.getMessage());
      throw e;
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /**
   * Takes no more commands, and closes when those that were sent are answered: at once where none
   * were, or where the server has fallen silent.
   */
  @Override
  public void close() {
    lost.complete("closed");
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    var answered = inFlight.finish();
    if (silent) {
      shutDown();
    } else {
      var _ =
          answered
              .completeOnTimeout(null, timing.reply().toMillis(), TimeUnit.MILLISECONDS)
              .thenRun(this::shutDown);
    }
  }

  private void shutDown() {
    var _ =
        client
            .shutDown()
            .whenCompleteAsync(
                (_, _) -> {
                  afterwards.run(); // May take a while, which Netty's threads have not.
                  ended.complete(null);
                },
                task -> Thread.ofVirtual().name("redis-close").start(task));
  }

  @Override
  public CompletableFuture<Void> ended() {
    return ended;
  }
}
