package org.sessiondesk.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ArrayOutput;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sessiondesk.session.StoreException;

/** What a save asks of the server of a profile, over its link. */
final class LinkSaving implements BackgroundSave.Server {
  private final LinkHolder links;

  LinkSaving(LinkHolder links) {
    this.links = links;
  }

  @Override
  public Map<String, String> info() {
    var answer = read(CommandType.INFO, new ValueOutput<>(ByteArrayCodec.INSTANCE));
    return FigureReader.fields(new String(answer, StandardCharsets.UTF_8));
  }

  @Override
  public long lastSave() {
    return read(CommandType.LASTSAVE, new IntegerOutput<>(ByteArrayCodec.INSTANCE));
  }

  @Override
  public long now() {
    var answer = read(CommandType.TIME, new ArrayOutput<>(ByteArrayCodec.INSTANCE));
    return answer.getFirst() instanceof byte[] seconds
        ? Long.parseLong(new String(seconds, StandardCharsets.US_ASCII))
        : Long.MAX_VALUE;
  }

  @Override
  public void begin() {
    calls().write(CommandType.BGSAVE, new StatusOutput<>(ByteArrayCodec.INSTANCE), Calls.args());
  }

  @Override
  public Optional<String> place() {
    try {
      return place(config("dir"), config("dbfilename"));
    } catch (StoreException.Rejected e) {
      return Optional.empty(); // This user may not ask for that.
    }
  }

  /** Both together, with the separator of the server's own system. */
  static Optional<String> place(String folder, String file) {
    if (folder.isEmpty() || file.isEmpty()) {
      return Optional.empty();
    }
    var separator = folder.indexOf('\\') >= 0 ? "\\" : "/";
    return Optional.of(folder.endsWith(separator) ? folder + file : folder + separator + file);
  }

  private String config(String name) {
    var answer =
        calls()
            .read(
                CommandType.CONFIG,
                new ArrayOutput<>(ByteArrayCodec.INSTANCE),
                Calls.args().add("GET").add(name));
    return answer != null && answer.size() == 2 && answer.get(1) instanceof byte[] value
        ? new String(value, StandardCharsets.UTF_8)
        : "";
  }

  private <T> T read(CommandType type, CommandOutput<byte[], byte[], T> output) {
    return Objects.requireNonNull(
        calls().read(type, output, Calls.args()), () -> type + " answers");
  }

  /** Those of the one server. The masters of a cluster save each a part, at different moments. */
  private Calls calls() {
    var link = links.require();
    if (link.split()) {
      throw new StoreException.Rejected(
          StoreException.Rejected.Reason.OTHER,
          "the masters of a cluster save each by itself: save them one by one, or export",
          new UnsupportedOperationException("BGSAVE of a cluster"));
    }
    return link.calls();
  }
}
