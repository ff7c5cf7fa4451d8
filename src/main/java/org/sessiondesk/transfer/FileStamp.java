package org.sessiondesk.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.sessiondesk.transfer.TransferException.Reason;

/** By what a file is known for unchanged. */
record FileStamp(String key, long size, FileTime changed) {

  static FileStamp of(Path file) {
    try {
      var read = Files.readAttributes(file, BasicFileAttributes.class);
      if (!read.isRegularFile()) {
        throw new TransferException(Reason.SOURCE_UNUSABLE, file + " is no file");
      }
      return new FileStamp(
          Objects.toString(read.fileKey(), ""), read.size(), read.lastModifiedTime());
    } catch (IOException e) {
      throw new TransferException(
          Reason.SOURCE_UNUSABLE, file + " cannot be read: " + Exporter.describe(e), e);
    }
  }
}
