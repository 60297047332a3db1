/// One figure of ours with a target of its own, beside those of any number of peers.
struct Finding: ReportLine {
  /// What has to hold.
  enum Target: Sendable, Equatable {
    case atLeast(Double)
    case atMost(Double)
    /// So many times less than the first peer.
    case timesLess(Double)
    /// It is told, the less the better, and nothing depends on it.
    case none
  }

  /// What one of the peers came to.
  enum Answer: Sendable, Equatable {
    case figure(Double)
    /// Why there is none.
    case skipped(String)

    var figure: Double? { if case .figure(let value) = self { value } else { nil } }
  }

  /// How ours has to stand to the peer of a name, besides the target.
  enum Rival: Sendable, Equatable {
    case above(String)
    case notBelow(String)

    var name: String {
      switch self {
      case .above(let name), .notBelow(let name): name
      }
    }
  }

  let name: String
  let unit: String
  let ours: Double
  var peers: [(name: String, answer: Answer)] = []
  let target: Target
  var rival: Rival?
  /// How many things were judged.
  let count: Int
  let seed: Int
  var details: [(name: String, value: Double)] = []

  private var rivalFigure: Double? {
    guard let rival else { return peers.first?.answer.figure }
    return peers.first { $0.name == rival.name }?.answer.figure
  }

  /// Above 1 is better for ours; of the peer that counts.
  var ratio: Double? {
    // Nothing is a multiple of nothing, or of less.
    guard let peer = rivalFigure, peer > 0, ours > 0 else { return nil }
    return switch target {
    case .atLeast: ours / peer
    case .timesLess, .atMost, .none: peer / ours
    }
  }

  /// Nil where the peer that it depends on gave no answer.
  var isMet: Bool? {
    guard count > 0, ours.isFinite else { return false }
    let holds: Bool
    switch target {
    case .atLeast(let least): holds = ours >= least
    case .atMost(let most): holds = ours <= most
    case .timesLess(let times):
      guard let ratio else { return nil }
      holds = ratio >= times
    case .none: holds = true
    }
    guard holds, let rival else { return holds }
    guard let peer = rivalFigure else { return nil }
    if case .above = rival { return ours > peer }
    return ours >= peer
  }

  var meetsTarget: Bool { isMet == true }
}
