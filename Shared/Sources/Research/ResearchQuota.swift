import FoundationEssentials
import Models
import Synchronization

/// The day's requests, as the memory counts them for all processes.
final class ResearchQuota: Sendable {
  private let quota: Quota
  private let memory: any SourceMemory
  private let now: @Sendable () -> Date
  private let isExceeded = Mutex(false)

  init(_ quota: Quota, memory: any SourceMemory, now: @escaping @Sendable () -> Date) {
    self.quota = quota
    self.memory = memory
    self.now = now
  }

  /// Takes one request; says why there is none.
  func take() async -> SourceError? {
    let now = now()
    do {
      let grant = try await memory.take(1, of: quota, now: now)
      guard !grant.isGranted else { return nil }
      return SourceError(
        .limited, "the day's \(quota.limit) requests to \(quota.source) are spent",
        retryAfter: .seconds(max(1, grant.resetsAt.timeIntervalSince(now))))
    } catch is CancellationError {
      return SourceError(.cancelled, "asking \(quota.source) was cancelled")
    } catch {
      return SourceError(.unavailable, "the quota of \(quota.source) cannot be read: \(error)")
    }
  }

  /// The API says that nothing is left, whatever was counted: others may ask with the same credentials.
  func exceed() { isExceeded.withLock { $0 = true } }

  /// Takes what the count still has, so that nobody asks in vain until the next day.
  func settle() async {
    let isDue = isExceeded.withLock { isExceeded in
      defer { isExceeded = false }
      return isExceeded
    }
    guard isDue else { return }
    let now = now()
    guard let rest = try? await memory.take(quota.limit + 1, of: quota, now: now), rest.left > 0 else {
      return
    }
    _ = try? await memory.take(rest.left, of: quota, now: now)
  }
}
