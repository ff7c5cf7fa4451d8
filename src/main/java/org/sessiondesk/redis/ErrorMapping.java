package org.sessiondesk.redis;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.Objects;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreException.Rejected;
import org.sessiondesk.session.StoreException.Rejected.Reason;

/** What an error that Redis answered to a command means for a store. Nothing was done then. */
final class ErrorMapping {
  private ErrorMapping() {}

  /** The exception for an error that Redis answered. */
  static StoreException of(Throwable answer) {
    var message = Objects.requireNonNullElse(answer.getMessage(), "");
    return switch (RespError.codeOf(message)) {
      case "NOPERM" -> new Rejected(Reason.NOT_PERMITTED, message, answer);
      case "READONLY" -> new Rejected(Reason.READ_ONLY, message, answer);
      case "OOM" -> new Rejected(Reason.OUT_OF_MEMORY, message, answer);
      case "MISCONF" -> new Rejected(Reason.DISK_FAILURE, message, answer);
      case "NOAUTH",
          "WRONGPASS",
          "LOADING",
          "BUSY",
          "MASTERDOWN",
          "CLUSTERDOWN",
          "TRYAGAIN",
          "MOVED",
          "ASK" ->
          new StoreException.Unavailable(message, answer);
      default -> new Rejected(Reason.OTHER, message, answer);
    };
  }

  /** Whether Redis answered that the key holds another type than a string. */
  static boolean isWrongType(Throwable answer) {
    return codeOf(answer).equals("WRONGTYPE");
  }

  /** Whether Redis answered that there is something under the key already. */
  static boolean isBusyKey(Throwable answer) {
    return codeOf(answer).equals("BUSYKEY");
  }

  /** Whether Redis answered that it does not know the script. */
  static boolean isNoScript(Throwable answer) {
    return codeOf(answer).equals("NOSCRIPT");
  }

  /** Whether Redis answered an error at all, as against not answering. */
  static boolean isAnswer(Throwable failure) {
    return failure instanceof RedisCommandExecutionException;
  }

  private static String codeOf(Throwable answer) {
    return RespError.codeOf(Objects.requireNonNullElse(answer.getMessage(), ""));
  }
}
