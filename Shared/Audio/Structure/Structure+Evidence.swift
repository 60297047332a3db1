extension Structure {
  public init(_ evidence: StructureEvidence) {
    let parts = evidence.parts.all
    let energies = Self.energies(evidence)
    segments = parts.indices.map { place in
      let bars = parts[place].bars
      // What lies before the first bar and after the last belongs to its neighbour.
      return Segment(
        start: place == 0 ? 0 : evidence.time(ofBar: bars.lowerBound),
        end: place == parts.count - 1 ? evidence.duration : evidence.time(ofBar: bars.upperBound),
        label: Self.name(of: parts[place].label), energy: energies[place])
    }
    repetitions = PartGroup.all(evidence).filter { $0.times > 1 }.map {
      Repetition(label: Self.name(of: $0.label), count: $0.times, likeness: max(0, $0.likeness))
    }
    bars = (0..<evidence.bars.count).map { evidence.time(ofBar: $0) }
    isBeaten = evidence.grid.isBeaten
  }

  private static func energies(_ evidence: StructureEvidence) -> [Double] {
    let levels = evidence.parts.all.map { evidence.level(of: $0.bars) }
    guard let low = levels.min(), let high = levels.max(), high > low else { return levels.map { _ in 1 } }
    return levels.map { ($0 - low) / (high - low) }
  }
}

extension StructureEvidence {
  func level(of range: Range<Int>) -> Double {
    levels[range].reduce(0, +) / Double(max(1, range.count))
  }

  func seconds(of range: Range<Int>) -> Double {
    time(ofBar: range.upperBound) - time(ofBar: range.lowerBound)
  }
}

/// The parts of one label.
struct PartGroup {
  let label: Int
  let parts: [Range<Int>]
  /// How often it comes whole, or nearly.
  let times: Int
  /// Of each two of them, on average.
  let likeness: Double

  static func all(_ evidence: StructureEvidence) -> [PartGroup] {
    let parts = evidence.parts.all
    return Set(parts.map(\.label)).sorted().map { label in
      let own = parts.filter { $0.label == label }.map(\.bars)
      let longest = own.map { evidence.seconds(of: $0) }.max() ?? 0
      let pairs = own.indices.flatMap { one in
        own.indices.filter { $0 > one }.map { evidence.keys.alignment(own[one], own[$0]) }
      }
      return PartGroup(
        label: label, parts: own,
        times: own.count {
          // What the end of the sound cuts off counts as well.
          evidence.seconds(of: $0) >= 0.6 * longest
            || ($0.upperBound == evidence.bars.count && $0.count >= 2)
        },
        likeness: pairs.isEmpty ? 0 : pairs.reduce(0, +) / Double(pairs.count))
    }
  }
}
