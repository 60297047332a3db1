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

    /// Whether a name is used that the server may have forgotten, or whose plan may have become another.
    var reliesOnNames: Bool {
      switch self {
      case .direct, .prepare(_, nil): false
      case .prepare, .execute: true
      }
    }
  }

  /// One text with parameters of other types is another statement: the server reads their bytes by the types that
  /// it was prepared with.
  private struct Key: Hashable {
    let text: String
    let types: [UInt32]
  }

  private struct Entry {
    var name: String?
    var lastUse: Int
  }

  private let limit: Int
  private var entries: [Key: Entry] = [:]
  private var clock = 0

  init(limit: Int = 256) { self.limit = limit }

  mutating func plan(for text: String, types: [UInt32] = []) -> Plan {
    let key = Key(text: text, types: types)
    clock += 1
    guard var entry = entries[key] else {
      let evicted = makeRoom()
      entries[key] = Entry(name: nil, lastUse: clock)
      // What fell out had a name on the server only if it was used twice; it is dropped with the next prepare.
      pendingEvictions += evicted.map { [$0] } ?? []
      return .direct
    }
    entry.lastUse = clock
    defer { entries[key] = entry }
    if let name = entry.name { return .execute(name: name) }
    let name = "h\(clock)"
    entry.name = name
    return .prepare(name: name, evicted: pendingEvictions.popLast())
  }

  mutating func forget(_ text: String, types: [UInt32] = []) {
    entries[Key(text: text, types: types)] = nil
  }

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
