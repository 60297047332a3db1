import Documents
import Jobs
import Storage

/// Where dead messages are: at the gateway, or in the database.
enum Graves: Sendable {
  case remote(Remote)
  case store(JobStore)

  /// So many numbers are named in one question to a gateway.
  private static let namedLimit = 400

  func list(
    _ filter: DeadFilter, before: Int64?, limit: Int
  ) async throws -> (elements: [DeadMessage], hasMore: Bool) {
    switch self {
    case .remote(let remote):
      return try await remote.deadMessages(filter, before: before, limit: limit)
    case .store(let store):
      let found = try await store.deadMessages(filter, before: before, limit: limit + 1)
      return (Array(found.prefix(limit)), found.count > limit)
    }
  }

  func groups(_ filter: DeadFilter) async throws -> [DeadGroup] {
    switch self {
    case .remote(let remote): try await remote.deadGroups(try Self.checked(filter))
    case .store(let store): try await store.deadGroups(filter)
    }
  }

  func message(_ id: Int64) async throws -> DeadMessageWhole? {
    switch self {
    case .remote(let remote): return try await remote.deadMessage(id)
    case .store(let store):
      guard let (message, headers, body) = try await store.deadMessage(id) else { return nil }
      return DeadMessageWhole(message: message, headers: try JSONValue(reading: headers.text), body: body)
    }
  }

  func openCount(_ filter: DeadFilter) async throws -> Int {
    switch self {
    case .remote(let remote): try await remote.openDeadCount(try Self.checked(filter))
    case .store(let store): try await store.openDeadCount(filter)
    }
  }

  func replay(_ filter: DeadFilter, rate: Double?, limit: Int) async throws -> Replay {
    // The gateway takes no limit of none.
    guard limit > 0 else { return Replay() }
    switch self {
    case .remote(let remote): return try await remote.replay(filter, rate: rate, limit: limit)
    case .store(let store): return try await store.replay(filter, rate: rate, limit: limit)
    }
  }

  func discard(_ filter: DeadFilter, limit: Int) async throws -> Int {
    switch self {
    case .remote(let remote): try await remote.discard(filter, limit: limit)
    case .store(let store): try await store.discard(filter, limit: limit)
    }
  }

  private static func checked(_ filter: DeadFilter) throws(CommandFailure) -> DeadFilter {
    guard filter.ids.count <= namedLimit else {
      throw CommandFailure("a gateway takes at most \(namedLimit) numbers at once; name them in parts")
    }
    return filter
  }
}

extension Context {
  func withGraves<Value: Sendable>(_ body: (Graves) async throws -> Value) async throws -> Value {
    if let remote = try remote() { return try await body(.remote(remote)) }
    return try await withJobs { try await body(.store($0)) }
  }
}
