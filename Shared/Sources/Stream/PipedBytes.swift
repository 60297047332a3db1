import Glibc
import Synchronization

/// A file from which bytes come in order, and what is known of it.
protocol OpenBytes: ByteSupply, Sendable {
  /// Nil where that is not known before its end.
  var length: Int? { get }
  var readCount: Int { get }
}

/// What is piped in, or typed. It is read where somebody waits for it, who may lose patience.
final class PipedBytes: OpenBytes {
  /// In milliseconds; how long is waited before it is asked whether anybody still wants it.
  private static let patience: Int32 = 200

  var length: Int? { nil }
  private let descriptor: Int32
  private let isWanted: @Sendable () -> Bool
  private let isStopped = Atomic(false)
  private let position = Atomic(0)

  /// The descriptor stays its owner's.
  init(descriptor: Int32 = STDIN_FILENO, while isWanted: @escaping @Sendable () -> Bool = { true }) {
    self.descriptor = descriptor
    self.isWanted = isWanted
  }

  var readCount: Int { position.load(ordering: .relaxed) }

  /// Lets a read that waits end soon.
  func stop() { isStopped.store(true, ordering: .relaxed) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingFailure) -> Int {
    while isWanted(), !isStopped.load(ordering: .relaxed) {
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, Self.patience) != 0 else { continue }
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      guard count < 0 else {
        position.add(count, ordering: .relaxed)
        return count
      }
      guard errno == EINTR || errno == EAGAIN else { throw ReadingFailure(code: errno) }
    }
    throw ReadingFailure("nobody waits for more of it")
  }
}
