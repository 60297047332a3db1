/// A server on loopback that answers every client's first words with fixed bytes and then says no more.
public final class ScriptedServer: Sendable {
  public let port: UInt16
  private let listener: TCPSocket

  public init(answer: [UInt8]) throws {
    let (listener, port) = try TCPSocket.listening()
    self.listener = listener
    self.port = port
    Thread.start {
      while let client = try? listener.accepted() {
        Thread.start {
          _ = client.read()
          _ = client.write(answer)
          while !client.read().isEmpty {}
        }
      }
    }
  }

  deinit { listener.shut() }
}
