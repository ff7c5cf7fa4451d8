package org.sessiondesk.redis;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionFigures;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ServerFigures.Latency;

/**
 * Counts what goes over the connections of one profile in this run, and notes how they did. Safe
 * for use by many threads.
 */
final class LinkMeter {
  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final Counter counter = new Counter();
  private ConnectionProfile profile;
  private Instant since;
  private int connections;
  private ConnectionFigures.@Nullable Trouble lastTrouble;
  private @Nullable Class<?> lastState;

  LinkMeter(ConnectionProfile profile, Instant now) {
    this.profile = profile;
    this.since = now;
  }

  /** What connections are made with, so that what goes over them is counted here. */
  Network counting(ClientResources resources) {
    return new Network(
        resources,
        new NettyCustomizer() {
          @Override
          public void afterChannelInitialized(Channel channel) {
            // Before all others, TLS too: so it sees what is on the wire.
            channel.pipeline().addFirst(counter);
          }
        });
  }

  /** The profile is in that state now. */
  synchronized void note(ConnectionState state, Instant now) {
    profile = state.wanted().orElse(profile);
    if (!state.getClass().equals(lastState)) {
      since = now;
      lastState = state.getClass();
    }
    switch (state) {
      case ConnectionState.Online _ -> connections++;
      case ConnectionState.Retrying retrying -> trouble(retrying.why(), now);
      case ConnectionState.Refused refused -> trouble(refused.why(), now);
      case ConnectionState.Connecting _, ConnectionState.Off _ -> {}
    }
  }

  private void trouble(ConnectionFault why, Instant now) {
    lastTrouble = new ConnectionFigures.Trouble(why, now);
  }

  /** The profile is wanted no longer. */
  synchronized void left(Instant now) {
    since = now;
    lastState = null;
  }

  synchronized ConnectionFigures figures(
      boolean current, Optional<Duration> ping, Optional<Latency> lately) {
    return new ConnectionFigures(
        profile,
        current,
        since,
        connections,
        received.sum(),
        sent.sum(),
        Optional.ofNullable(lastTrouble),
        ping,
        lately);
  }

  /** Stands in every pipeline at the same time: it keeps nothing of any of them. */
  @ChannelHandler.Sharable
  private final class Counter extends ChannelDuplexHandler {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof ByteBuf bytes) {
        received.add(bytes.readableBytes());
      }
      context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (message instanceof ByteBuf bytes) {
        sent.add(bytes.readableBytes());
      }
      var _ = context.write(message, promise);
    }
  }
}
