import CPostgres
import Glibc

/// What a NOTIFY said.
public struct Notification: Sendable, Equatable {
  public let channel: String
  public let payload: String

  public init(channel: String, payload: String) {
    self.channel = channel
    self.payload = payload
  }
}

extension Session {
  /// Tells all who listen on the channel, once the transaction is committed.
  public func notify(_ channel: String, _ payload: String = "") throws(StorageError) {
    guard payload.utf8.count < 8_000 else {
      throw StorageError(.statement, "a notification of \(payload.utf8.count) bytes; 7,999 is the most")
    }
    try execute("select pg_notify(\(channel), \(payload))")
  }

  func listen(_ channel: String) throws(StorageError) {
    try execute("listen \(identifier: channel)")
    channels.insert(channel)
  }

  /// The notifications that have come since the last call; waits for the first one until the deadline.
  func notifications(until deadline: ContinuousClock.Instant) throws(StorageError) -> [Notification] {
    var result = try pending()
    while result.isEmpty {
      do throws(StorageError) {
        _ = try handle.wait(for: POLLIN, until: deadline)
      } catch {
        if error.code == .timeout { return [] }
        throw error
      }
      result = try pending()
    }
    return result
  }

  private func pending() throws(StorageError) -> [Notification] {
    guard PQconsumeInput(handle.pointer) == 1 else {
      markBroken()
      throw handle.failure(.unreachable)
    }
    var result: [Notification] = []
    while let pointer = PQnotifies(handle.pointer) {
      let notification = Notification(
        channel: String(cString: pointer.pointee.relname), payload: String(cString: pointer.pointee.extra))
      PQfreemem(pointer)
      result.append(notification)
    }
    return result
  }
}
