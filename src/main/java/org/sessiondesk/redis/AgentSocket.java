package org.sessiondesk.redis;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** The user's SSH agent behind its Unix domain socket: it signs, its keys never leave it. */
final class AgentSocket extends AbstractAgentProxy {
  private static final int LONGEST_ANSWER = 256 * 1024;

  private final SocketChannel channel;
  private final DataInputStream in;

  private AgentSocket(SocketChannel channel) {
    super(null);
    this.channel = channel;
    this.in = new DataInputStream(Channels.newInputStream(channel));
  }

  /** Connects to the agent at {@code path}. */
  static AgentSocket connect(Path path) throws IOException {
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(path));
      return new AgentSocket(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  protected synchronized Buffer request(Buffer buffer) throws IOException {
    var bytes = ByteBuffer.wrap(buffer.array(), buffer.rpos(), buffer.available());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    int length = in.readInt();
    if (length < 1 || length > LONGEST_ANSWER) {
      throw new IOException("the SSH agent gives an answer of " + length + " bytes");
    }
    return new ByteArrayBuffer(in.readNBytes(length));
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    super.close();
  }

  /** Lets sessions ask the agent at {@code path}; never lets servers use it. */
  static SshAgentFactory factory(Path path) {
    return new SshAgentFactory() {
      @Override
      public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
        return List.of();
      }

      @Override
      public SshAgent createClient(Session session, FactoryManager manager) throws IOException {
        return connect(path);
      }

      @Override
      public SshAgentServer createServer(ConnectionService service) throws IOException {
        throw new IOException("the agent is not forwarded");
      }
    };
  }
}
