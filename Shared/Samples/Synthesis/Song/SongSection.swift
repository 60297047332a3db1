/// A part of a song between two bar lines.
public struct SongSection: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable { case intro, verse, chorus, `break`, outro }

  public let kind: Kind
  public let bars: Range<Int>

  /// How much goes on, 0 to 1.
  public var energy: Double {
    switch kind {
    case .intro, .outro: 0.45
    case .verse: 0.65
    case .chorus: 1
    case .break: 0.35
    }
  }

  /// The sections of a song of so many bars: the longer the song, the more of them.
  static func layout(bars count: Int, _ draws: inout Draws) -> [SongSection] {
    var form = forms.last { $0.count * 4 <= count } ?? forms[0]
    // Some begin at once.
    if form.first == .intro, form.count > 3, draws.chance(25) { form.removeFirst() }
    var sections: [SongSection] = []
    var start = 0
    for (index, kind) in form.enumerated() {
      let end = index == form.count - 1 ? count : evenly((index + 1) * count, by: form.count)
      sections.append(SongSection(kind: kind, bars: start..<max(end, start + 1)))
      start = max(end, start + 1)
    }
    return sections
  }

  /// Sections begin where phrases of two bars do.
  private static func evenly(_ bars: Int, by count: Int) -> Int { (bars / count + 1) / 2 * 2 }

  private static let forms: [[Kind]] = [
    [.verse, .chorus],
    [.intro, .verse, .chorus],
    [.intro, .verse, .chorus, .outro],
    [.intro, .verse, .chorus, .break, .chorus],
    [.intro, .verse, .chorus, .verse, .chorus, .outro],
    [.intro, .verse, .chorus, .verse, .chorus, .break, .chorus, .outro],
  ]
}
