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
    var notes: [String: SourceNote] = [:]
    var activity: [String: SourceActivity] = [:]
  }

  private let state = Mutex(State())

  public init() {}

  public func take(_ amount: Int, of quota: Quota, now: Date) -> QuotaGrant {
    let day = (now.timeIntervalSince1970 / 86_400).rounded(.down)
    let key = "\(quota.source)/\(quota.name)/\(day)"
    return state.withLock { state in
      let taken = state.taken[key] ?? 0
      let isGranted = amount <= quota.limit - taken
      if isGranted { state.taken[key] = taken + amount }
      return QuotaGrant(
        isGranted: isGranted, left: max(0, quota.limit - (state.taken[key] ?? 0)),
        resetsAt: Date(timeIntervalSince1970: (day + 1) * 86_400))
    }
  }

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
