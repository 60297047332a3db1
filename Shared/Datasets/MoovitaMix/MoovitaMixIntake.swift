import Models
import Sources
import Storage
import Synchronization

/// Takes records in that were read: sees that ids are there once and that histories speak of users and tracks that
/// there are, keeps apart what does not, and hands the rest on to be stored.
///
/// Histories are judged by all users and tracks, so those are to be taken in before.
final class MoovitaMixIntake: Sendable {
  fileprivate struct State {
    var users = NumberSet()
    var tracks = NumberSet()
    var kinds = MoovitaMixKind.allCases.map { DatasetReport.Kind($0.rawValue) }
    var rejections: [DatasetRejection] = []
    var rejected = 0
    var plays = 0
  }

  /// A broken source must not fill the disk: what is beyond is counted only.
  static let rejectionLimit = 1_000_000
  private static let rejectionPart = 1_000

  /// Which it is taken into, once that has begun.
  private let version: Task<DatasetVersion.ID, any Error>
  private let database: any Database
  private let loader: PartLoader
  private let state = Mutex(State())

  init(_ database: any Database, version: Task<DatasetVersion.ID, any Error>) {
    self.database = database
    self.version = version
    loader = PartLoader(database, MoovitaMixKind.allCases.map(\.table), version: version)
  }

  /// `place` is the file or the address that it was read from, `base` what is added to the positions in it of records
  /// that are stored.
  func take(_ batch: FlatBatch, _ kind: MoovitaMixKind, place: String, base: Int) async throws {
    try await judge(batch, kind, place: place, base: base)()
  }

  /// The first half of it: its ids are known. What is returned stores it.
  func judge(
    _ batch: FlatBatch, _ kind: MoovitaMixKind, place: String, base: Int
  ) -> @Sendable () async throws -> Void {
    let (left, rejections) = judge(batch, kind, place)
    return { [self] in
      if !rejections.isEmpty { try await store(rejections) }
      let rows = batch.rows(version: try await version.value, base: base, leaving: left)
      if rows.count > 0 { try await loader.add(rows, to: kind.index) }
    }
  }

  func finish() async throws {
    try await loader.finish()
    try await store(state.withLock { $0.takeRejections() })
  }

  /// Ends what it does by itself. To be called before the version is ended.
  func settle() async { await loader.settle() }

  /// So far.
  var report: DatasetReport {
    state.withLock { state in
      var report = DatasetReport(kinds: state.kinds)
      report.counts = ["plays": state.plays]
      return report
    }
  }

  private func store(_ rejections: [DatasetRejection]) async throws {
    let version = try await version.value
    try await database.perform { session in try session.storeRejections(rejections, of: version) }
  }

  // MARK: Judging

  /// The records that are left out, and rejections that are to be stored now.
  private func judge(
    _ batch: FlatBatch, _ kind: MoovitaMixKind, _ place: String
  ) -> ([Int], [DatasetRejection]) {
    state.withLock { state in
      let unfit = kind == .history ? state.strangers(in: batch) : state.repeats(in: batch, kind)
      state.kinds[kind.index].records += batch.count - unfit.count
      for (rule, count) in zip(batch.shape.flagging, batch.flagCounts(leaving: unfit.map(\.record)))
      where count > 0 {
        state.kinds[kind.index].flagged[rule.id, default: 0] += count
      }
      let refusals =
        batch.refusals
        + unfit.map { record, rule, reason in
          FlatBatch.Refusal(
            position: batch.positions[record], rule: rule.id, reason: reason, record: batch.text(of: record))
        }
      state.note(refusals, kind, place)
      let isFull = state.rejections.count >= Self.rejectionPart
      return (unfit.map(\.record), isFull ? state.takeRejections() : [])
    }
  }
}

/// A record that reads well and does not fit to the others.
private typealias Unfit = (record: Int, rule: Rule, reason: String)

extension MoovitaMixIntake.State {
  /// Records whose id was there before.
  fileprivate mutating func repeats(in batch: FlatBatch, _ kind: MoovitaMixKind) -> [Unfit] {
    var found: [Unfit] = []
    let fields = batch.shape.fieldCount
    for record in 0..<batch.count {
      let id = batch.values[record * fields].number
      let isNew = kind == .user ? users.insert(id) : tracks.insert(id)
      guard !isNew, let rule = kind.uniqueness else { continue }
      found.append((record, rule, "\(rule.field) \(id) was there before"))
    }
    return found
  }

  /// Histories of users or tracks that there are not.
  fileprivate mutating func strangers(in batch: FlatBatch) -> [Unfit] {
    var found: [Unfit] = []
    let fields = batch.shape.fieldCount
    for record in 0..<batch.count {
      let user = batch.values[record * fields].number
      let list = batch.values[record * fields + 1]
      let items = batch.numbers[Int(list.start)..<Int(list.start) + Int(list.count)]
      if !users.contains(user), let rule = MoovitaMixKind.userRelation {
        found.append((record, rule, "there is no user \(user)"))
      } else if let item = items.first(where: { !tracks.contains($0) }),
        let rule = MoovitaMixKind.trackRelation
      {
        found.append((record, rule, "there is no track \(item)"))
      } else {
        plays += items.count
      }
    }
    return found
  }

  mutating func note(_ refusals: [FlatBatch.Refusal], _ kind: MoovitaMixKind, _ place: String) {
    for refusal in refusals {
      kinds[kind.index].rejected[refusal.rule, default: 0] += 1
      rejected += 1
      guard rejected <= MoovitaMixIntake.rejectionLimit else { continue }
      rejections.append(
        DatasetRejection(
          kind: kind.rawValue, place: place, position: refusal.position, rule: refusal.rule,
          reason: refusal.reason, record: refusal.record))
    }
  }

  mutating func takeRejections() -> [DatasetRejection] {
    defer { rejections = [] }
    return rejections
  }
}

extension MoovitaMixKind {
  var index: Int {
    switch self {
    case .user: 0
    case .track: 1
    case .history: 2
    }
  }

  fileprivate var uniqueness: Rule? { self == .user ? Self.uniqueUser : Self.uniqueTrack }

  private static let uniqueUser = rule("moovitamix user") { $0 == .unique }
  private static let uniqueTrack = rule("moovitamix track") { $0 == .unique }
  fileprivate static let userRelation = rule("moovitamix history") { $0 == .refers(to: "moovitamix user") }
  fileprivate static let trackRelation = rule("moovitamix history") { $0 == .refers(to: "moovitamix track") }

  private static func rule(_ record: String, _ fits: (Rule.Demand) -> Bool) -> Rule? {
    Rules.moovitaMix.first { $0.record == record && fits($0.demand) }
  }
}
