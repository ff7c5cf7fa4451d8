package org.sessiondesk.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.StoreException;

/**
 * Sends commands, each at most once, and turns every failure into the {@link StoreException} that
 * tells truly whether it was done. Safe for use by many threads.
 */
final class Calls {
  private final Carrier carrier;
  private final Duration timeout;
  private final LatencyWindow latency;

  Calls(Carrier carrier, Duration timeout) {
    this(carrier, timeout, new LatencyWindow(System::nanoTime));
  }

  /** The same, whose calls are counted in {@code latency}. */
  Calls(Carrier carrier, Duration timeout, LatencyWindow latency) {
    this.latency = latency;
    this.carrier = carrier;
    this.timeout = timeout;
  }

  /** No arguments yet. */
  static CommandArgs<byte[], byte[]> args() {
    return new CommandArgs<>(ByteArrayCodec.INSTANCE);
  }

  /** A command that knows whether it was ever handed to the network. */
  private static final class Tracked<T> extends Command<byte[], byte[], T> {
    private volatile boolean sent;

    Tracked(
        CommandType type,
        CommandOutput<byte[], byte[], T> output,
        CommandArgs<byte[], byte[]> args) {
      super(type, output, args);
    }

    @Override
    public void encode(ByteBuf buffer) {
      sent = true;
      super.encode(buffer);
    }
  }

  /** Sends a command that changes nothing, and waits for its answer. */
  <T> @Nullable T read(
      CommandType type, CommandOutput<byte[], byte[], T> output, CommandArgs<byte[], byte[]> args) {
    return call(new Tracked<>(type, output, args), false, timeout);
  }

  /** Sends a command that changes something, and waits for its answer. */
  <T> @Nullable T write(
      CommandType type, CommandOutput<byte[], byte[], T> output, CommandArgs<byte[], byte[]> args) {
    return call(new Tracked<>(type, output, args), true, timeout);
  }

  /** As {@link #read}, with another time-out. */
  <T> @Nullable T read(
      CommandType type,
      CommandOutput<byte[], byte[], T> output,
      CommandArgs<byte[], byte[]> args,
      Duration limit) {
    return call(new Tracked<>(type, output, args), false, limit);
  }

  /** Sends a command that changes nothing, without waiting. */
  <T> CompletableFuture<T> send(
      CommandType type, CommandOutput<byte[], byte[], T> output, CommandArgs<byte[], byte[]> args) {
    return carrier.carry(new Command<>(type, output, args));
  }

  /**
   * Sends commands that change something, all of them before any is answered.
   *
   * @return their answers, in their order
   * @throws StoreException where one fails: {@code OutcomeUnknown} where others were done
   */
  <T> List<@Nullable T> writeAll(
      CommandType type,
      Supplier<CommandOutput<byte[], byte[], T>> output,
      List<CommandArgs<byte[], byte[]>> each) {
    var pending =
        each.stream().map(args -> begin(new Tracked<>(type, output.get(), args))).toList();
    var answers = new ArrayList<@Nullable T>(pending.size());
    StoreException failure = null;
    for (var one : pending) {
      try {
        answers.add(await(one, true, timeout));
      } catch (StoreException e) {
        failure = failure == null || e instanceof StoreException.OutcomeUnknown ? e : failure;
      }
    }
    if (failure == null) {
      return answers;
    }
    throw answers.isEmpty()
        ? failure
        : new StoreException.OutcomeUnknown(
            answers.size() + " of " + each.size() + " were done: " + failure.getMessage(), failure);
  }

  /** A command that is under way. */
  private record Pending<T>(Tracked<T> command, long began, CompletableFuture<T> answer) {}

  private <T> @Nullable T call(Tracked<T> command, boolean write, Duration limit) {
    return await(begin(command), write, limit);
  }

  private <T> Pending<T> begin(Tracked<T> command) {
    return new Pending<>(command, System.nanoTime(), carrier.carry(command));
  }

  private <T> @Nullable T await(Pending<T> pending, boolean write, Duration limit) {
    var command = pending.command();
    var answer = pending.answer();
    try {
      var result = answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      latency.add(System.nanoTime() - pending.began());
      return result;
    } catch (TimeoutException e) {
      answer.cancel(true);
      // Whether or not it was sent: a write that still waits to be sent may yet slip out.
      throw lost(write, command.getType() + " was not answered in time", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw lost(write, "interrupted while waiting for " + command.getType(), e);
    } catch (ExecutionException e) {
      throw failure(command, write, e.getCause() == null ? e : e.getCause());
    } catch (CancellationException e) {
      throw failure(command, write, e);
    }
  }

  private static StoreException failure(Tracked<?> command, boolean write, Throwable cause) {
    return cause instanceof RedisCommandExecutionException
        ? ErrorMapping.of(cause)
        : lost(write && command.sent, command.getType() + ": " + cause.getMessage(), cause);
  }

  private static StoreException lost(boolean maybeDone, String message, Throwable cause) {
    return maybeDone
        ? new StoreException.OutcomeUnknown(message, cause)
        : new StoreException.Unavailable(message, cause);
  }
}
