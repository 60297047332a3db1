import HTTP
import Synchronization

/// Counts, by where they come from, who brings keys that there are not: looking one up takes a question to the database,
/// which strangers may have asked a few times only.
///
/// Each network has a bucket that fills steadily; a key that turns out to be none has taken one from it. Where there are
/// more networks than are remembered, the others share one bucket.
final class Strangers: Sendable {
  struct Settings: Sendable {
    /// How many may be tried at once.
    var burst = 20
    /// How long it takes until one more may be.
    var pause = Duration.seconds(1)
    /// Networks that are remembered.
    var networkLimit = 10_000
  }

  /// Too many were tried; there is another try in so many seconds.
  struct TooMany: Error, Equatable {
    let wait: Int
  }

  /// When the bucket of a network will be full again, or is: all that has to be known of it.
  fileprivate struct State {
    var moments: [AddressRange: ContinuousClock.Instant] = [:]
    var momentOfOthers: ContinuousClock.Instant?
  }

  private let settings: Settings
  private let state = Mutex(State())

  init(_ settings: Settings = Settings()) { self.settings = settings }

  /// How many networks are remembered.
  var count: Int { state.withLock(\.moments.count) }

  /// Takes one, which is given back where the key is one after all.
  func take(_ network: AddressRange?, at now: ContinuousClock.Instant = .now) throws(TooMany) {
    let wait: Duration? = state.withLock { state in
      let full = max(now, state.full(of: network) ?? now) + settings.pause
      let wait = full - now - settings.pause * settings.burst
      guard wait <= .zero else { return wait }
      state.note(full, of: network, at: now, settings.networkLimit)
      return nil
    }
    guard let wait else { return }
    throw TooMany(wait: max(1, Int((wait / .seconds(1)).rounded(.up))))
  }

  func giveBack(_ network: AddressRange?) {
    state.withLock { state in
      guard let full = state.full(of: network) else { return }
      if let network, state.moments[network] != nil {
        state.moments[network] = full - settings.pause
      } else {
        state.momentOfOthers = full - settings.pause
      }
    }
  }
}

extension Strangers.State {
  fileprivate func full(of network: AddressRange?) -> ContinuousClock.Instant? {
    network.flatMap { moments[$0] } ?? momentOfOthers
  }

  /// Networks whose bucket is full again are forgotten when there are too many, and none that is not: whoever has many
  /// addresses has no more tries for it.
  fileprivate mutating func note(
    _ moment: ContinuousClock.Instant, of network: AddressRange?, at now: ContinuousClock.Instant,
    _ limit: Int
  ) {
    guard let network else { return momentOfOthers = moment }
    if moments[network] == nil, moments.count >= limit { moments = moments.filter { $0.value > now } }
    let isKnown = moments[network] != nil || moments.count < limit
    if isKnown { moments[network] = moment } else { momentOfOthers = moment }
  }
}
