import API
import Compression
import Documents
import FoundationEssentials
import Knowledge
import Models
import Recommending
import Storage

/// Stored lists as they are told, kept while the database says that they are still so.
struct StoredLists: Sendable {
  /// A list's document, ready to go out.
  struct Told: Sendable {
    let plain: [UInt8]
    let packed: [UInt8]
  }

  private let cache: CheckedCache<ListQuestion, Told>

  /// `checks` is best a pool of one connection that is used for nothing else.
  init(_ database: any Database, checks: any Database, byteLimit: Int) {
    cache = CheckedCache(
      checks, byteLimit: byteLimit, stamps: { RecommendationStore.stamps(of: $0) },
      make: { questions in try await Self.tell(questions, database) },
      cost: { $0.plain.count + $0.packed.count })
  }

  /// What tells the present state of a list from every other; nil where there is none.
  func stamp(of question: ListQuestion) async throws -> Int64? { try await cache.stamp(of: question) }

  /// The list, where this stamp was asked for just before.
  func list(_ question: ListQuestion, at stamp: Int64) async throws -> Told? {
    try await cache.value(of: question, at: stamp)
  }

  /// The stamps of all of these that there are, asked for together.
  func stamps(of questions: [ListQuestion]) async throws -> [ListQuestion: Int64] {
    try await withThrowingTaskGroup(of: (ListQuestion, Int64?).self) { group in
      for question in Set(questions) {
        group.addTask { (question, try await stamp(of: question)) }
      }
      return try await group.reduce(into: [:]) { stamps, found in stamps[found.0] = found.1 }
    }
  }

  /// The lists of these stamps, which were asked for just before.
  func lists(_ stamps: [ListQuestion: Int64]) async throws -> [ListQuestion: Told] {
    try await withThrowingTaskGroup(of: (ListQuestion, Told?).self) { group in
      for (question, stamp) in stamps {
        group.addTask { (question, try await list(question, at: stamp)) }
      }
      return try await group.reduce(into: [:]) { told, found in told[found.0] = found.1 }
    }
  }

  private static func tell(
    _ questions: [ListQuestion], _ database: any Database
  ) async throws -> [ListQuestion: Told] {
    let store = RecommendationStore(database)
    // What was forbidden since goes before a list is cut to the length that was asked for.
    let found = try await store.answers(to: questions, limit: RequestContext.counts.upperBound)
    var told: [ListQuestion: Told] = [:]
    for (limit, questions) in Dictionary(grouping: found.keys, by: \.limit) {
      let lists = found.filter { questions.contains($0.key) }
      let allowed = try await store.allowed(lists, limit: limit)
      let segments = try await ListSegments(of: allowed.values.map(\.found), in: database)
      for (question, list) in allowed {
        let known = KnownList(
          question.handle, list.found, segments: segments.segments(of: list.found.list),
          withdrawn: list.withdrawn, dismissed: list.dismissed)
        let bytes = JSONValue.list(known).bytes
        told[question] = Told(plain: bytes, packed: Gzip.packed(bytes, level: 4))
      }
    }
    return told
  }
}
