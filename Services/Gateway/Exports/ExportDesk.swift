import API
import Glibc
import HTTP
import Synchronization

/// Few export at once: each takes room on the disk and, while it is read, a connection to the database.
final class ExportDesk: Sendable {
  private let places: Int
  private let byteLimit: Int
  private let taken = Mutex(0)

  /// `byteLimit` is that of one export, packed as it lies on the disk.
  init(places: Int = 2, byteLimit: Int = 8 << 30) { (self.places, self.byteLimit) = (places, byteLimit) }

  /// A place, until the value goes.
  func open() throws(Refusal) -> ExportSpool {
    let isFree = taken.withLock { taken in
      guard taken < places else { return false }
      taken += 1
      return true
    }
    guard isFree else {
      throw Refusal(
        .serviceUnavailable, "busy", "Others export; ask again in a while.", headers: ["Retry-After": "30"])
    }
    let leave = { @Sendable [self] in taken.withLock { $0 -= 1 } }
    guard let spool = ExportSpool(in: "/var/tmp", byteLimit: byteLimit, release: leave) else {
      leave()
      throw ExportSpool.noRoom
    }
    return spool
  }
}
