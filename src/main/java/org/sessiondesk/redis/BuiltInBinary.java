package org.sessiondesk.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.sessiondesk.connection.ConnectionFault;
import redis.embedded.RedisServer;

/**
 * A Redis program as the library embedded-redis ships it.
 *
 * @param name its name in that library's jar
 * @param sha256 what its bytes must hash to: a file that was tampered with or cut off never runs
 */
record BuiltInBinary(String name, String sha256) {

  /**
   * The binary for an operating system and a processor, as Java names them.
   *
   * @throws ConnectFailedException where there is none
   */
  static BuiltInBinary of(String osName, String osArch) throws ConnectFailedException {
    var os = osName.toLowerCase(Locale.ROOT);
    var system = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "macos" : os;
    var processor =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x64";
          case "aarch64", "arm64" -> "arm64";
          case "x86", "i386", "i486", "i586", "i686" -> "x86";
          default -> osArch;
        };
    return switch (system + "/" + processor) {
      case "linux/x64" ->
          new BuiltInBinary(
              "redis-server-6.2.6-v5-linux-amd64",
              "1f716094e08a25faee2bc7626feb9e13464ed89018ac5c376c5e9cff06bdcf52");
      case "linux/arm64" ->
          new BuiltInBinary(
              "redis-server-6.2.7-linux-arm64",
              "036a23aa65bfb31d2a048aa96c170b38c2fbd4f1de68ef0f9c3133dd4b1474cd");
      case "linux/x86" ->
          new BuiltInBinary(
              "redis-server-6.2.7-linux-386",
              "7439d339751e396cef7205a3169c96f1c53661f65d473b8d086e2d1826f48145");
      case "macos/x64" ->
          new BuiltInBinary(
              "redis-server-6.2.6-v5-darwin-amd64",
              "7a4eb450d90a6ce9a2c651cfc4a0613b980a270c6426cbb6fa42d6c3beec9ce8");
      case "macos/arm64" ->
          new BuiltInBinary(
              "redis-server-6.2.6-v5-darwin-arm64",
              "c523aec5a9b6f565cff0271ef67f5c51fa83e1180e3e954ab5251b3cf6282b76");
      default ->
          // The one for Windows is Redis 5, which knows neither HELLO nor KEEPTTL.
          throw new ConnectFailedException(
              ConnectionFault.Kind.BUILT_IN_FAILED,
              "no Redis 6 or later is shipped for " + osName + " on " + osArch);
    };
  }

  /**
   * Puts the binary into {@code folder} unless it is there, unharmed, already.
   *
   * @return the executable file
   */
  Path installInto(Path folder) throws IOException {
    var file = folder.resolve(name + "-" + sha256.substring(0, 12));
    if (!Files.isExecutable(file) || !hash(Files.newInputStream(file)).equals(sha256)) {
      var fresh = Files.createTempFile(folder, "redis-server", ".new");
      try (var in = RedisServer.class.getResourceAsStream("/" + name)) {
        if (in == null) {
          throw new IOException("the program's libraries do not hold " + name);
        }
        Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!hash(Files.newInputStream(fresh)).equals(sha256)) {
        Files.delete(fresh);
        throw new IOException(name + " is not the file it must be");
      }
      if (!fresh.toFile().setExecutable(true, true)) {
        throw new IOException(fresh + " cannot be made executable");
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  private static String hash(InputStream bytes) throws IOException {
    try (var in = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
