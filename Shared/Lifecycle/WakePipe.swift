import CSystem
import Glibc

/// A descriptor that becomes readable when another thread says so: ends a `poll` from outside.
///
/// Where the process is out of descriptors, `descriptor` is -1, which `poll` ignores: the wait then lasts to its own
/// end.
public final class WakePipe: Sendable {
  /// Readable from `raise` until `lower`.
  public let descriptor: Int32
  private let writing: Int32

  public init() {
    var ends: [Int32] = [-1, -1]
    _ = hookline_pipe(&ends, 1)
    descriptor = ends[0]
    writing = ends[1]
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    close(writing)
  }

  /// A pipe that is full is readable already.
  public func raise() {
    var byte: UInt8 = 1
    _ = write(writing, &byte, 1)
  }

  public func lower() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(descriptor, &bytes, bytes.count) == bytes.count {}
  }
}
