import Glibc

/// A tempo and its double are the same place of the octave: whoever measures takes one for the other. So findings agree
/// by their places there, and in which octave it is they vote.
extension Tempo: Fusible {
  public var numbers: [Double] { [beatsPerMinute] }

  /// How near a tempo must be to be the same: a semitone, six in a hundred.
  private static let near = 1.0 / 12
  /// What part of the votes another octave needs to be worth telling.
  private static let leastVotes = 0.15

  public static func fused(_ findings: [Finding<Tempo>]) -> Fused<Tempo> {
    let belief = Belief(findings.map(Octave.testimony), of: Octave.count)
    let told = belief.told
    var best = (choice: Choice(findings[0].value, findings), support: -1.0)
    for finding in findings {
      let choice = Choice(finding.value, findings)
      let support = told[Octave.place(of: finding.value)] * choice.votes(for: 0)
      if support > best.support { best = (choice, support) }
    }
    let choice = best.choice, value = choice.value
    let turned = Octave.centred(belief.shares, on: value)
    let stretch = Stretch.shortest(of: turned, holding: Interval.coverage)
    let interval = Octave.interval(stretch, around: value)
    let mass = zip(Octave.offsets, Octave.centred(told, on: value)).filter { abs($0.0) <= near + 1e-9 }
    return Fused(
      value, confidence: mass.reduce(0) { $0 + $1.1 },
      spread: Double(stretch.count) / Double(Octave.count) / Interval.coverage,
      interval: interval, alternatives: choice.others(with: leastVotes))
  }

  /// One tempo, with the findings that are near it in some octave.
  private struct Choice {
    private let tempo: Tempo
    private(set) var value: Tempo
    /// By how many octaves away from the value.
    private var votes: [Int: Double] = [:]
    private var all = 0.0

    init(_ tempo: Tempo, _ findings: [Finding<Tempo>]) {
      (self.tempo, value) = (tempo, tempo)
      var (sum, weights) = (0.0, 0.0)
      for finding in findings {
        let distance = tempo.octaves(to: finding.value), octave = distance.rounded()
        guard abs(distance - octave) <= near else { continue }
        vote(finding)
        let spread = Octave.spread(of: finding)
        let weight = finding.confidence / (spread * spread)
        sum += weight * (distance - octave)
        weights += weight
      }
      let mean = weights > 0 ? sum / weights : 0
      value = mean == 0 ? tempo : Tempo(tempo.beatsPerMinute * exp2(mean)) ?? tempo
    }

    /// For its own octave, and for those of what it tells of besides.
    private mutating func vote(_ finding: Finding<Tempo>) {
      let trust = finding.confidence * finding.evidence.octaveTrust
      for choice in Octave.choices(of: finding) {
        let distance = tempo.octaves(to: choice.value), octave = distance.rounded()
        guard abs(distance - octave) <= near, abs(octave) <= 5 else { continue }
        votes[Int(octave), default: 0] += trust * choice.share
        all += trust * choice.share
      }
    }

    /// What part of all.
    func votes(for octave: Int) -> Double { all > 0 ? (votes[octave] ?? 0) / all : 0 }

    func others(with least: Double) -> [Alternative<Tempo>] {
      votes.keys.filter { $0 != 0 && votes(for: $0) >= least }
        .sorted { (votes(for: $1), $0) < (votes(for: $0), $1) }
        .compactMap { octave in
          Tempo(value.beatsPerMinute * exp2(Double(octave))).map {
            Alternative($0, share: votes(for: octave))
          }
        }
    }
  }
}

extension Evidence {
  /// Who writes a tempo counted it; who measures one is right about the octave in four cases of five; and cuts follow every
  /// beat, every second or every fourth.
  fileprivate var octaveTrust: Double {
    switch modality {
    case .words, .numbers: 1
    case .sound: 0.4
    case .picture: 0.15
    }
  }
}

/// The places of an octave, which is a circle.
private enum Octave {
  static let count = 240
  /// Of a finding that does not say its own: a tempo that was measured or named.
  private static let usualSpread = 0.02
  private static let leastSpread = 0.008

  /// From the middle of a turned circle, in octaves.
  static let offsets = (0..<count).map { Double($0 - count / 2) / Double(count) }

  static func spread(of finding: Finding<Tempo>) -> Double {
    max(finding.spread ?? usualSpread, leastSpread)
  }

  /// What a finding says, and what it says besides: each with its part of the whole, whatever is written there.
  static func choices(of finding: Finding<Tempo>) -> [Alternative<Tempo>] {
    let others = (finding.alternatives ?? []).prefix(8).filter { $0.share.isFinite && $0.share > 0 }
    let told = others.reduce(0) { $0 + $1.share }
    guard told > 0 else { return [Alternative(finding.value, share: 1)] }
    // What is told first is no less likely than the next.
    let own = max(1 - told, others.map(\.share).max() ?? 0)
    let all = own + told
    return [Alternative(finding.value, share: own / all)]
      + others.map { Alternative($0.value, share: $0.share / all) }
  }

  private static func phase(of tempo: Tempo) -> Double {
    let octaves = log2(tempo.beatsPerMinute)
    return (octaves - octaves.rounded(.down)) * Double(count)
  }

  static func place(of tempo: Tempo) -> Int { Int(phase(of: tempo).rounded()) % count }

  static func testimony(_ finding: Finding<Tempo>) -> Belief.Testimony {
    let phase = phase(of: finding.value), spread = spread(of: finding)
    let weights = (0..<count).map { place in
      let away = abs(Double(place) - phase) / Double(count)
      let distance = min(away, 1 - away) / spread
      return exp(-distance * distance / 2)
    }
    let scale = Double(count) / weights.reduce(0, +)
    return Belief.Testimony(weights.map { $0 * scale }, finding.confidence, finding.evidence.modality)
  }

  /// The circle turned so that the tempo is in the middle.
  static func centred(_ shares: [Double], on tempo: Tempo) -> [Double] {
    let start = place(of: tempo) + count - count / 2
    return (0..<count).map { shares[(start + $0) % count] }
  }

  static func interval(_ stretch: ClosedRange<Int>, around tempo: Tempo) -> Interval {
    let half = 0.5 / Double(count), beats = tempo.beatsPerMinute
    return Interval(
      low: beats * exp2(min(0, offsets[stretch.lowerBound] - half)),
      high: beats * exp2(max(0, offsets[stretch.upperBound] + half)))
  }
}
