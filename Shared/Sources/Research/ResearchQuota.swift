import FoundationEssentials
import Models
import Synchronization

/// The day's requests, as the memory counts them for all processes.
final class ResearchQuota: Sendable {
  private struct State {
    /// A moment of the day of which the API has said so, and the count does not say so yet.
    var dueFor: Date?
    /// A moment of the last day of which it said so: nothing of it is given back.
    var exceededAt: Date?
  }

  private let quota: Quota
  private let memory: any SourceMemory
  private let now: @Sendable () -> Date
  private let state = Mutex(State())

  /// After so long, those who did not get any are to ask whether what others have reserved was given back.
  static let patience: Duration = .seconds(30)

  init(_ quota: Quota, memory: any SourceMemory, now: @escaping @Sendable () -> Date) {
    self.quota = quota
    self.memory = memory
    self.now = now
  }

  /// Takes one request; says why there is none. Whoever has reserved `own` of them has used these up.
  func take(beside own: Int = 0) async -> SourceError? {
    let now = now()
    switch await answer(now, beside: own, { try await memory.take(1, of: quota, now: now) }) {
    case .success: return nil
    case .failure(let refusal): return refusal
    }
  }

  /// Takes requests that belong together, so that none is begun that the day has nothing left for: as many as there are, up to
  /// the upper bound.
  func reserve(_ amount: ClosedRange<Int>) async throws(SourceError) -> ResearchReservation {
    let now = now()
    // With fewer in a day than belong together, all of a day belong together.
    let least = max(1, min(amount.lowerBound, quota.limit))
    let most = max(least, amount.upperBound)
    let grant = try await answer(now) { try await memory.reserve(least...most, of: quota, now: now) }.get()
    return ResearchReservation(grant.amount, of: self, at: now)
  }

  /// What was granted, or why nothing was.
  private func answer(
    _ now: Date, beside own: Int = 0, _ ask: () async throws -> QuotaGrant
  ) async -> Result<QuotaGrant, SourceError> {
    do {
      let grant = try await ask()
      guard !grant.isGranted else { return .success(grant) }
      let rest = Duration.seconds(max(1, grant.resetsAt.timeIntervalSince(now)))
      let spent = "the day's \(quota.limit) requests to \(quota.source) are spent"
      guard grant.reserved > own else { return .failure(SourceError(.limited, spent, retryAfter: rest)) }
      return .failure(
        SourceError(
          .limited, spent + " or reserved by those who ask now", retryAfter: min(rest, Self.patience)))
    } catch is CancellationError {
      return .failure(SourceError(.cancelled, "asking \(quota.source) was cancelled"))
    } catch {
      return .failure(
        SourceError(.unavailable, "the quota of \(quota.source) cannot be read: \(error)"))
    }
  }

  /// Never fails: what cannot be given back counts as used.
  fileprivate func settle(_ reserved: Int, unused: Int, reservedAt: Date) async {
    let isExceeded = state.withLock { state in
      state.exceededAt.map { ResearchDay.of($0) == ResearchDay.of(reservedAt) } ?? false
    }
    let unused = isExceeded ? 0 : unused
    // In a task of its own: whoever has reserved may have been cancelled.
    await Task { [memory, quota] in
      try? await memory.settle(reserved, unused: unused, of: quota, reservedAt: reservedAt)
    }.value
  }

  /// The API says to a request of this moment that nothing is left, whatever was counted: others may ask with the same
  /// credentials. Just after midnight it may speak of the day before.
  func exceed(begunAt: Date) {
    guard !ResearchDay.isFresh(begunAt) else { return }
    state.withLock { state in
      state.dueFor = begunAt
      state.exceededAt = begunAt
    }
  }

  /// Takes what the count still has of the day that is spent, so that nobody asks in vain until the next.
  func settle() async {
    let due = state.withLock { state in
      defer { state.dueFor = nil }
      return state.dueFor
    }
    guard let due, let rest = try? await memory.take(quota.limit + 1, of: quota, now: due), rest.left > 0
    else { return }
    _ = try? await memory.take(rest.left, of: quota, now: due)
  }

  fileprivate func isToday(_ date: Date) -> Bool { ResearchDay.of(date) == ResearchDay.of(now()) }
}

/// Requests that were taken together for what belongs together.
final class ResearchReservation: Sendable {
  private let quota: ResearchQuota
  private let amount: Int
  private let at: Date
  private let left: Mutex<Int>

  fileprivate init(_ amount: Int, of quota: ResearchQuota, at: Date) {
    self.amount = amount
    self.quota = quota
    self.at = at
    left = Mutex(amount)
  }

  /// Takes one of them, and one from the day where none is left or they are those of the day before; says why there is none.
  func take() async -> SourceError? {
    guard quota.isToday(at) else { return await quota.take() }
    let isThere = left.withLock { left in
      guard left > 0 else { return false }
      left -= 1
      return true
    }
    return isThere ? nil : await quota.take(beside: amount)
  }

  /// Gives back what was not used. To be called once, at the end.
  func settle() async { await quota.settle(amount, unused: left.withLock(\.self), reservedAt: at) }
}
