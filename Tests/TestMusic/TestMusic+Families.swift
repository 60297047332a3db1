import Glibc
import Samples

extension TestMusic {
  /// Music of all families in turn, a third of a minute each at most: mostly without a voice, often with other
  /// instruments, chords and tempi than its style has, now and then without drums. What is left of a style then is how it
  /// is played.
  public static func families(_ split: Split, _ names: [String], count: Int, seed: UInt64) -> [Piece] {
    let styles = names.map { name in
      Style.families.filter { $0.split == split && Style.broadFamily[$0.family, default: $0.family] == name }
    }.filter { !$0.isEmpty }
    return (0..<count).map { index in
      var draws = Self.draws(seed, split, 6, index)
      let style = draws.pick(styles[index % styles.count]).varied(&draws)
      var brief = Recipe.Brief(seed: draws.next(), style: style, duration: 14...24)
      brief.rate = 22_050
      brief.isClean = draws.chance(75)
      return Piece(Recipe(brief), name: "\(split.rawValue)-\(padded(index))-family-\(style.slug)")
    }
  }
}

extension Style {
  /// Families that are part of a broader one.
  static let broadFamily = ["ambient": "electronic", "blues": "jazz", "funk": "hip-hop"]

  /// The same way of playing by others.
  fileprivate func varied(_ draws: inout Draws) -> Style {
    let span = exp2(draws.value(-0.25...0.25))
    var style = Style(
      name: name, family: Style.broadFamily[family, default: family], split: split,
      tempo: max(45, tempo.lowerBound * span)...min(220, max(46, tempo.upperBound * span)))
    style.meter = meter
    style.swing = swing
    style.grooves = grooves
    style.kits = kits
    style.parts = parts
    style.progressions = progressions
    style.barsPerChord = barsPerChord
    style.looseness = looseness
    style.room = room
    style.wandering = wandering
    if draws.chance(70), style.parts.contains(where: { $0.isTune == false }) {
      style.parts.removeAll { $0.isTune }
    }
    if draws.chance(60) {
      style.progressions = draws.pick(
        [Progressions.pop, .pop, .jazz, .classical, .vamp])
    }
    if draws.chance(60) { style.barsPerChord = [1] }
    if draws.chance(50) { style.changeInstruments(&draws) }
    if hasDrums, draws.chance(8) { style.grooves = [] }
    return style
  }

  private mutating func changeInstruments(_ draws: inout Draws) {
    for index in parts.indices {
      let others = Style.instruments(split, parts[index].role)
      var part = Part(role: parts[index].role, timbres: [draws.pick(others)])
      part.lines = parts[index].lines
      part.lowest = parts[index].lowest + draws.pick([-12, 0, 0, 0, 12]) * (part.role == .chords ? 1 : 0)
      part.level = parts[index].level * draws.value(0.6...1.4)
      part.place = parts[index].place
      part.from = parts[index].from
      part.drive = draws.chance(50) ? parts[index].drive : 0
      part.pumping = draws.chance(50) ? parts[index].pumping : 0
      parts[index] = part
    }
    let drums = Set(grooves.flatMap { $0.map(\.drum) })
    let able = Style.all.filter { $0.split == split }.flatMap(\.kits)
      .filter { kit in drums.allSatisfy { kit.strokes[$0] != nil } }
    if hasDrums, !able.isEmpty { kits = [draws.pick(able)] }
  }

  /// Those that play such a part in any style.
  private static func instruments(_ split: Split, _ role: Part.Role) -> [Timbre] {
    var found: [Timbre] = []
    for style in all where style.split == split {
      for timbre in style.parts.filter({ $0.role == role }).flatMap(\.timbres) where !found.contains(timbre) {
        found.append(timbre)
      }
    }
    return found
  }
}
