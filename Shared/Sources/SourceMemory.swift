public import FoundationEssentials
public import Models
import Synchronization

/// What sources must remember across restarts, shared by all processes. Backed by the database in services; by
/// `BriefMemory` where a process is on its own.
///
/// Secrets are never given to it, and neither are the tokens that they are exchanged for.
public protocol SourceMemory: Sendable {
  /// Takes a part of a day's quota, if so much is left.
  func take(_ amount: Int, of quota: Quota, now: Date) async throws -> QuotaGrant

  /// Takes as much of a day's quota as there is up to the upper bound, if it is no less than the lower one. It is told
  /// what came of it by `settle`.
  func reserve(_ amount: ClosedRange<Int>, of quota: Quota, now: Date) async throws -> QuotaGrant

  /// Gives back what was not used of a reservation of the day of `reservedAt`.
  func settle(_ reserved: Int, unused: Int, of quota: Quota, reservedAt: Date) async throws

  /// What was noted under this name, if it still holds.
  func note(_ name: String, of source: String, now: Date) async throws -> SourceNote?

  /// Notes something, or forgets it.
  func keep(_ note: SourceNote?, as name: String, of source: String) async throws

  /// Adds to what is known of the source's health.
  func add(_ activity: SourceActivity, of source: String, now: Date) async throws
}

/// A memory that lasts as long as the process.
public final class BriefMemory: SourceMemory {
  private struct State {
    var taken: [String: Int] = [:]
    var reserved: [String: Int] = [:]
    var notes: [String: SourceNote] = [:]
    var activity: [String: SourceActivity] = [:]
  }

  private let state = Mutex(State())

  public init() {}

  public func take(_ amount: Int, of quota: Quota, now: Date) -> QuotaGrant {
    grant(amount...amount, of: quota, now, isReserved: false)
  }

  public func reserve(_ amount: ClosedRange<Int>, of quota: Quota, now: Date) -> QuotaGrant {
    grant(amount, of: quota, now, isReserved: true)
  }

  public func settle(_ reserved: Int, unused: Int, of quota: Quota, reservedAt: Date) {
    let key = Self.key(quota, Self.day(reservedAt))
    state.withLock { state in
      state.reserved[key, default: 0] -= reserved
      state.taken[key, default: 0] -= unused
    }
  }

  private func grant(
    _ amount: ClosedRange<Int>, of quota: Quota, _ now: Date, isReserved: Bool
  ) -> QuotaGrant {
    let day = Self.day(now)
    let key = Self.key(quota, day)
    return state.withLock { state in
      let left = quota.limit - (state.taken[key] ?? 0)
      let isGranted = amount.lowerBound <= left
      let given = isGranted ? min(amount.upperBound, left) : 0
      state.taken[key, default: 0] += given
      if isReserved { state.reserved[key, default: 0] += given }
      return QuotaGrant(
        isGranted: isGranted, amount: given, left: max(0, left - given), reserved: state.reserved[key] ?? 0,
        resetsAt: Date(timeIntervalSince1970: (day + 1) * 86_400))
    }
  }

  private static func day(_ date: Date) -> Double { (date.timeIntervalSince1970 / 86_400).rounded(.down) }
  private static func key(_ quota: Quota, _ day: Double) -> String { "\(quota.source)/\(quota.name)/\(day)" }

  public func note(_ name: String, of source: String, now: Date) -> SourceNote? {
    state.withLock { state in state.notes["\(source)/\(name)"].flatMap { $0.until > now ? $0 : nil } }
  }

  public func keep(_ note: SourceNote?, as name: String, of source: String) {
    state.withLock { $0.notes["\(source)/\(name)"] = note }
  }

  public func add(_ activity: SourceActivity, of source: String, now: Date) {
    state.withLock { $0.activity[source, default: SourceActivity()].add(activity) }
  }

  /// All that was added for a source.
  public func activity(of source: String) -> SourceActivity {
    state.withLock { $0.activity[source] ?? SourceActivity() }
  }
}
