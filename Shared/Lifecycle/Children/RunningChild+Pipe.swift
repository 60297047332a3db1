import CSystem
import Glibc
import Synchronization

extension RunningChild {
  /// Both ends of one pipe; each is closed once, at the latest when the pipe goes.
  final class Pipe: Sendable {
    private let ends: Mutex<(reading: Int32, writing: Int32)>

    var reading: Int32 { ends.withLock(\.reading) }
    var writing: Int32 { ends.withLock(\.writing) }
    var isReadable: Bool { reading >= 0 }
    var isWritable: Bool { writing >= 0 }

    init(for program: String) throws(ChildProcessError) {
      var descriptors: [Int32] = [-1, -1]
      guard hookline_pipe(&descriptors, 0) == 0 else {
        throw ChildProcessError(program: program, reason: "no pipe: \(String(cString: strerror(errno)))")
      }
      ends = Mutex((descriptors[0], descriptors[1]))
    }

    deinit {
      closeReading()
      closeWriting()
    }

    func closeReading() {
      ends.withLock { ends in
        if ends.reading >= 0 { close(ends.reading) }
        ends.reading = -1
      }
    }

    func closeWriting() {
      ends.withLock { ends in
        if ends.writing >= 0 { close(ends.writing) }
        ends.writing = -1
      }
    }

    func makeNonBlocking() { _ = fcntl(writing, F_SETFL, O_NONBLOCK) }

    /// Takes what is there; closes the end when there will be no more.
    func read(into bytes: inout [UInt8]) {
      var chunk = [UInt8](repeating: 0, count: 64 << 10)
      let count = Glibc.read(reading, &chunk, chunk.count)
      if count > 0 { bytes += chunk[..<count] } else if count == 0 || errno != EINTR { closeReading() }
    }

    /// Writes what fits; closes the end when all is written or nobody reads.
    func write(_ bytes: [UInt8], from sent: inout Int) {
      let count = bytes[sent...].withUnsafeBytes { Glibc.write(writing, $0.baseAddress, $0.count) }
      if count >= 0 { sent += count } else if errno != EINTR && errno != EAGAIN { sent = bytes.count }
      if sent == bytes.count { closeWriting() }
    }
  }
}
