/// Which statements the server has prepared for this connection.
///
/// A text is prepared when it is used for the second time: what runs once is not worth a round trip of its own,
/// and the table of names stays small.
struct StatementCache {
  enum Plan: Equatable {
    /// Send text and parameters together.
    case direct
    /// Prepare under this name, then execute; `evicted` names go first.
    case prepare(name: String, evicted: String?)
    case execute(name: String)
  }

  private struct Entry {
    var name: String?
    var lastUse: Int
  }

  private let limit: Int
  private var entries: [String: Entry] = [:]
  private var clock = 0

  init(limit: Int = 256) { self.limit = limit }

  mutating func plan(for text: String) -> Plan {
    clock += 1
    guard var entry = entries[text] else {
      let evicted = makeRoom()
      entries[text] = Entry(name: nil, lastUse: clock)
      // What fell out had a name on the server only if it was used twice; it is dropped with the next prepare.
      pendingEvictions += evicted.map { [$0] } ?? []
      return .direct
    }
    entry.lastUse = clock
    defer { entries[text] = entry }
    if let name = entry.name { return .execute(name: name) }
    let name = "h\(clock)"
    entry.name = name
    return .prepare(name: name, evicted: pendingEvictions.popLast())
  }

  mutating func forget(_ text: String) { entries[text] = nil }

  private var pendingEvictions: [String] = []

  /// Drops the entry that was not used for longest; returns its name on the server.
  private mutating func makeRoom() -> String? {
    guard entries.count >= limit, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else {
      return nil
    }
    entries[oldest.key] = nil
    return oldest.value.name
  }
}
