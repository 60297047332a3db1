import Samples

/// A part of a piece between two bar lines.
struct Section: Sendable, Equatable {
  enum Kind: String, Sendable, CaseIterable { case intro, verse, chorus, bridge, `break`, outro }

  let kind: Kind
  let bars: Range<Int>
  /// How many play, 0 to 3.
  var intensity: Int
  /// Semitones above the main key.
  var shift = 0
}

/// How a piece is divided.
struct Form: Sendable, Equatable {
  var kinds: [Section.Kind]
  /// Of a verse or a chorus. The first and the last section, bridges and breaks have half as many.
  var bars: Int

  static let songs: [[Section.Kind]] = [
    [.intro, .verse, .chorus, .verse, .chorus, .bridge, .chorus, .outro],
    [.intro, .verse, .chorus, .verse, .chorus, .break, .chorus],
    [.verse, .chorus, .verse, .chorus, .outro],
    [.intro, .chorus, .verse, .chorus, .verse, .chorus],
    [.intro, .verse, .verse, .chorus, .bridge, .verse, .chorus, .outro],
  ]

  var barCount: Int { kinds.reduce(0) { $0 + length(of: $1) } }

  private func length(of kind: Section.Kind) -> Int {
    kind == .verse || kind == .chorus ? bars : max(2, bars / 2)
  }

  /// The sections until so many bars are full; `louder` says whether a chorus has more players than a verse.
  func sections(upTo count: Int, isLouder: Bool) -> [Section] {
    var sections: [Section] = []
    var bar = 0
    for kind in kinds where bar < count {
      let end = min(count, bar + length(of: kind))
      sections.append(Section(kind: kind, bars: bar..<end, intensity: intensity(of: kind, isLouder)))
      bar = end
    }
    return sections
  }

  private func intensity(of kind: Section.Kind, _ isLouder: Bool) -> Int {
    switch kind {
    case .intro, .outro: 1
    case .verse: isLouder ? 2 : 3
    case .chorus: isLouder ? 3 : 2
    case .bridge: 2
    case .break: 0
    }
  }
}
