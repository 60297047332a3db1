import API
import Glibc
import HTTP
import Synchronization

/// Few export at once: each takes room on the disk and, while it is read, a connection to the database.
final class ExportDesk: Sendable {
  private let places: Int
  private let byteLimit: Int
  /// By the number of a key: of none more than half of the places.
  private let taken = Mutex<[Int64?: Int]>([:])

  /// `byteLimit` is that of one export, packed as it lies on the disk.
  init(places: Int = 2, byteLimit: Int = 8 << 30) { (self.places, self.byteLimit) = (places, byteLimit) }

  /// A place for who has this key, until the value goes.
  func open(by key: Int64? = nil) throws(Refusal) -> ExportSpool {
    let refusal: Refusal? = taken.withLock { taken in
      guard taken.values.reduce(0, +) < places else { return Self.busy }
      guard taken[key, default: 0] < max(1, places / 2) else { return Self.busyWithOwn }
      taken[key, default: 0] += 1
      return nil
    }
    if let refusal { throw refusal }
    let leave = { @Sendable [self] in
      taken.withLock { taken in
        let left = taken[key, default: 1] - 1
        taken[key] = left > 0 ? left : nil
      }
    }
    guard let spool = ExportSpool(in: "/var/tmp", byteLimit: byteLimit, release: leave) else {
      leave()
      throw ExportSpool.noRoom
    }
    return spool
  }

  private static let busy = Refusal(
    .serviceUnavailable, "busy", "Others export; ask again in a while.", headers: ["Retry-After": "30"])

  private static let busyWithOwn = Refusal(
    .tooManyRequests, "busy", "An export of yours is under way; ask again when that is over.",
    headers: ["Retry-After": "30"])
}
