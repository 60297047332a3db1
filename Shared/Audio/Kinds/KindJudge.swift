import Glibc

/// What a stretch of sound is.
public enum Kind: String, Sendable, Codable, CaseIterable { case speech, music, noise, silence }

/// What a sound is, window by window.
public struct Kinds: Sendable, Equatable {
  /// In seconds.
  public static let window = 3.0

  public struct Window: Sendable, Equatable {
    /// In seconds.
    public let start: Double
    public let end: Double
    public let kind: Kind
    /// Of speech, music and noise; none in silence.
    public let probabilities: [Double]
  }

  public let windows: [Window]

  /// How much of the time it is of a kind, from 0 to 1.
  public func share(of kind: Kind) -> Double {
    let all = windows.reduce(0) { $0 + $1.end - $1.start }
    return all > 0 ? windows.reduce(0) { $1.kind == kind ? $0 + $1.end - $1.start : $0 } / all : 0
  }

  /// How likely a kind is, on average over what is not silent.
  public func probability(of kind: Kind) -> Double {
    guard let index = KindJudge.kinds.firstIndex(of: kind) else { return share(of: kind) }
    let known = windows.filter { !$0.probabilities.isEmpty }
    return known.isEmpty ? 0 : known.reduce(0) { $0 + $1.probabilities[index] } / Double(known.count)
  }
}

/// Tells speech, music and noise apart.
public struct KindJudge: Sendable {
  public static let kinds: [Kind] = [.speech, .music, .noise]
  /// The mean square below which all is silence: -70 dB.
  public static let silence = 1e-7
  /// A window that is shorter is part of the one before, in seconds.
  private static let shortest = 1.5

  public var weights: KindWeights

  public init(weights: KindWeights = .fitted) { self.weights = weights }

  public func kinds(_ heard: Heard) -> Kinds {
    let count = max(1, Int((heard.duration + Kinds.window - Self.shortest) / Kinds.window))
    let windows = (0..<count).map { index in
      let start = Double(index) * Kinds.window
      let end = index + 1 < count ? start + Kinds.window : heard.duration
      return window(KindTraits(heard, from: start, to: end), start, end)
    }
    return Kinds(windows: heard.duration > 0 ? windows : [])
  }

  private func window(_ traits: KindTraits?, _ start: Double, _ end: Double) -> Kinds.Window {
    guard let traits else { return Kinds.Window(start: start, end: end, kind: .silence, probabilities: []) }
    let chances = weights.probabilities(traits.values)
    let best = chances.indices.max { chances[$0] < chances[$1] } ?? 0
    return Kinds.Window(start: start, end: end, kind: Self.kinds[best], probabilities: chances)
  }
}
